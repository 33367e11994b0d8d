package io.ledgeractors.embedded.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs once a minute that connections cannot be accepted. Netty tries again every second, and would log each failure.
 * Only the event loop uses it, at the end of the listening socket's pipeline.
 */
final class AcceptFailures extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(AcceptFailures.class);

    private final RejectionLog rejections;

    AcceptFailures(RejectionLog rejections) {
        this.rejections = rejections;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        String what = String.valueOf(cause.getMessage());
        String remedy = what.contains("Too many open files")
                ? "; raise the limit of open files of this process (ulimit -n), or lower the number of connections"
                : "";
        String line = rejections.line("the server", "cannot accept a connection", what + remedy, System.nanoTime());
        if (line != null) {
            LOG.warn("{}", line);
        }
    }
}

package io.ledgeractors.interleavings;

import io.ledgeractors.actors.GrantMeetsWithdraw;
import io.ledgeractors.actors.SendMeetsAnswer;
import io.ledgeractors.actors.SendersMeet;
import io.ledgeractors.actors.internal.session.AdmitMeetsArrive;
import io.ledgeractors.actors.internal.session.CopiesMeet;
import io.ledgeractors.actors.internal.session.LimitsMeetState;
import io.ledgeractors.actors.internal.session.OpeningMeetsClose;
import io.ledgeractors.actors.internal.session.ReentrantAskMeetsOther;
import io.ledgeractors.actors.internal.time.ReplyMeetsTimeout;
import io.ledgeractors.client.internal.call.CallMeetsClose;
import io.ledgeractors.client.internal.call.CallsKeepOrder;
import io.ledgeractors.client.internal.call.CallsMeet;
import io.ledgeractors.client.internal.call.EndMeetsReady;
import io.ledgeractors.client.internal.call.ReplyMeetsClose;
import io.ledgeractors.client.internal.call.StateMeetsReady;
import io.ledgeractors.client.internal.call.TakesMeet;
import io.ledgeractors.client.internal.call.WaitingCallMeetsClose;
import io.ledgeractors.client.internal.state.PublishMeetsFollow;
import io.ledgeractors.embedded.inprocess.ExecutionMeetsClose;
import io.ledgeractors.embedded.inprocess.FullMeetsClose;
import io.ledgeractors.embedded.inprocess.SubmitMeetsClose;
import io.ledgeractors.embedded.journal.AppendMeetsFailure;
import io.ledgeractors.embedded.journal.AppendMeetsForce;
import io.ledgeractors.embedded.replica.CallMeetsEnd;
import io.ledgeractors.embedded.replica.CallsMeetAfterEnd;
import java.util.List;

/**
 * All meeting points. The model checker follows an object only if code that it has instrumented creates it, so each
 * test is created here by name.
 */
final class MeetingPoints {
    static final List<MeetingPoint> ALL = List.of(
            MeetingPoint.of(GrantMeetsWithdraw.class, () -> new GrantMeetsWithdraw()),
            MeetingPoint.of(SendMeetsAnswer.class, () -> new SendMeetsAnswer()),
            MeetingPoint.of(SendersMeet.class, () -> new SendersMeet()),
            MeetingPoint.of(AdmitMeetsArrive.class, () -> new AdmitMeetsArrive()),
            MeetingPoint.of(CopiesMeet.class, () -> new CopiesMeet()),
            MeetingPoint.of(LimitsMeetState.class, () -> new LimitsMeetState()),
            MeetingPoint.of(OpeningMeetsClose.class, () -> new OpeningMeetsClose()),
            MeetingPoint.of(ReentrantAskMeetsOther.class, () -> new ReentrantAskMeetsOther()),
            MeetingPoint.of(ReplyMeetsTimeout.class, () -> new ReplyMeetsTimeout()),
            MeetingPoint.withChecksums(CallMeetsClose.class, () -> new CallMeetsClose()),
            MeetingPoint.withChecksums(CallsKeepOrder.class, () -> new CallsKeepOrder()),
            MeetingPoint.withChecksums(CallsMeet.class, () -> new CallsMeet()),
            MeetingPoint.of(EndMeetsReady.class, () -> new EndMeetsReady()),
            MeetingPoint.withChecksums(ReplyMeetsClose.class, () -> new ReplyMeetsClose()),
            MeetingPoint.of(StateMeetsReady.class, () -> new StateMeetsReady()),
            MeetingPoint.of(TakesMeet.class, () -> new TakesMeet()),
            MeetingPoint.withChecksums(WaitingCallMeetsClose.class, () -> new WaitingCallMeetsClose()),
            MeetingPoint.of(PublishMeetsFollow.class, () -> new PublishMeetsFollow()),
            MeetingPoint.of(ExecutionMeetsClose.class, () -> new ExecutionMeetsClose()),
            MeetingPoint.of(FullMeetsClose.class, () -> new FullMeetsClose()),
            MeetingPoint.of(SubmitMeetsClose.class, () -> new SubmitMeetsClose()),
            MeetingPoint.withChecksums(AppendMeetsFailure.class, () -> new AppendMeetsFailure()),
            MeetingPoint.withChecksums(AppendMeetsForce.class, () -> new AppendMeetsForce()),
            MeetingPoint.of(CallMeetsEnd.class, () -> new CallMeetsEnd()),
            MeetingPoint.of(CallsMeetAfterEnd.class, () -> new CallsMeetAfterEnd()));

    private MeetingPoints() {}
}

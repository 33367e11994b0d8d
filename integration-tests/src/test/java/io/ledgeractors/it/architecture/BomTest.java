package io.ledgeractors.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.it.ProjectFiles;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Compares the BOM, which has no parent, with the POMs of the modules. */
class BomTest {
    private static final XPath XPATH = XPathFactory.newInstance().newXPath();
    private static final String BOM = "ledger-bom/pom.xml";
    private static final String ROOT = "pom.xml";

    @Test
    void shouldHaveTheVersionsOfTheParent() throws Exception {
        for (String property : Set.of("version", "properties/pekko.version", "properties/scala.binary.version")) {
            assertThat(text(BOM, "/project/" + property)).as(property).isEqualTo(text(ROOT, "/project/" + property));
        }
    }

    @Test
    void shouldListThePublishedModules() throws Exception {
        Set<String> published = new TreeSet<>();
        for (String module : ReactorModules.allListed()) {
            String pom = module + "/pom.xml";
            boolean isJar = text(pom, "/project/packaging").isEmpty();
            if (isJar && !text(pom, "/project/properties/maven.deploy.skip").equals("true")) {
                published.add(module);
            }
        }
        assertThat(published).isNotEmpty();
        assertThat(ownArtifacts()).isEqualTo(published);
    }

    private static Set<String> ownArtifacts() throws Exception {
        NodeList found = (NodeList) XPATH.evaluate(
                "//dependency[groupId='io.ledgeractors']/artifactId", document(BOM), XPathConstants.NODESET);
        Set<String> artifacts = new TreeSet<>();
        for (int i = 0; i < found.getLength(); i++) {
            artifacts.add(found.item(i).getTextContent());
        }
        return artifacts;
    }

    private static String text(String pom, String path) throws Exception {
        return XPATH.evaluate(path, document(pom));
    }

    private static Document document(String pom) throws Exception {
        Path file = ProjectFiles.root().resolve(pom);
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(Files.readString(file))));
    }
}

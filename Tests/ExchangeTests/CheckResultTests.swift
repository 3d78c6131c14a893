import Exchange
import Foundation
import Interpreter
import Sessions
import Syntax
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// What a check tells programs, read by programs.
@Suite("Results for programs") struct CheckResultTests {
    private static let hostile = "print('\"<a & b>]]>\\\\', '\\x1b[0m', '\\x00', 'é😀\\t|', '\\ufffe')"

    private func results() throws -> [CheckResult] {
        let sources = [
            "same": "1\n#> 1\n",
            "w": "# %% [4] weights\nw = array([[1.0, 2.0], [3.0, 4.5]])\nw\n#> [[1.  2. ]\n#>  [3.  4.25]]\n",
            "fails": "# %% [1]\n1\n#> 1\n# %% [2] <&\"'>\nx\n# %% [3]\n3\n#> 3\n",
            "no record": "1\n", "missing": "1\n2\n#> 2\n", "infinite": "inf\n#> 1.0\n",
            "unseeded": "rand 2\n#> 1\n", "quits": "1\n#> 1\nquit\n2\n#> 2\n",
            "drift": "# %%\na = 1\n#= a 0123456789abcdef\n", "hostile": "\(Self.hostile)\n#> \"<b & a>\"\n",
        ]
        var results = try sources.sorted { $0.key < $1.key }.map {
            CheckResult.checked(Checker().check(try session($0.value, path: "<\($0.key)> & \"it\".session")))
        }
        do { _ = try session("#> 1\n", path: "damaged.session") } catch { results.append(.unreadable(error)) }
        results.append(.interrupted(path: "stopped.session"))
        return results
    }

    private typealias Object = [String: Any]

    @Test func `JSON is one document with all there is to know`() throws {
        let text = CheckRecord.json(try results().map { CheckRecord($0) })
        let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? Object)
        let files = try #require(document["files"] as? [Object])
        func file(_ name: String) throws -> Object {
            try #require(files.first { ($0["file"] as? String)?.contains(name) == true })
        }
        func problem(_ name: String) throws -> Object {
            try #require((try file(name)["problems"] as? [Object])?.first)
        }
        #expect(text.hasSuffix("}\n") && document["version"] as? Int == 1)
        #expect(
            document["total"] as? [String: Int] == [
                "files": 12, "ok": 1, "different": 9, "unreadable": 1, "interrupted": 1, "lines": 11,
            ])
        #expect(try file("<same>")["status"] as? String == "ok")
        #expect(try file("<same>")["file"] as? String == "<same> & \"it\".session")
        #expect((try file("<same>")["problems"] as? [Object])?.isEmpty == true)
        let different = try problem("<w>")
        #expect(different["kind"] as? String == "different" && different["cell"] as? Int == 4)
        #expect(different["line"] as? Int == 5 && different["statementLine"] as? Int == 3)
        #expect(different["statement"] as? String == "w" && different["element"] as? [Int] == [1, 1])
        #expect(different["recorded"] as? String == "4.25" && different["now"] as? String == "4.5")
        #expect(different["distance"] as? Double == 0.25 && different["ulps"] as? UInt64 == 281_474_976_710_656)
        #expect((different["diff"] as? [String])?.last == "+  [3.  4.5]]")
        let infinite = try problem("<infinite>")
        #expect(infinite["distance"] is NSNull && infinite["ulps"] is NSNull)
        let kinds = [
            "fails": "failed", "no record": "nothing-recorded", "missing": "missing", "unseeded": "unseeded",
            "quits": "unreached", "drift": "drifted", "hostile": "different",
        ]
        for (name, kind) in kinds { #expect(try problem("<\(name)>")["kind"] as? String == kind, "\(name)") }
        #expect(try problem("<fails>")["message"] as? String == "<fails> & \"it\".session:5:1: error: there is no x")
        #expect((try problem("<hostile>")["diff"] as? [String])?.last?.contains("\"<a & b>]]>") == true)
        #expect(try file("damaged")["status"] as? String == "unreadable")
        #expect((try file("damaged")["message"] as? String)?.hasPrefix("damaged.session:1: recorded output") == true)
        #expect(try file("stopped")["status"] as? String == "interrupted")
    }

    /// The elements of an XML document, each with its attributes and the text in it.
    private final class Elements: NSObject, XMLParserDelegate {
        struct Element {
            var name: String
            var attributes: [String: String]
            var text = ""
            var parent: Int?
        }

        private(set) var all: [Element] = []
        private var open: [Int] = []

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            all.append(Element(name: name, attributes: attributes, parent: open.last))
            open.append(all.count - 1)
        }

        func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
            open.removeLast()
        }

        func parser(_ parser: XMLParser, foundCharacters text: String) {
            if let last = open.last { all[last].text += text }
        }
    }

    @Test func `JUnit has a suite a file and a case a cell`() throws {
        let text = CheckRecord.junit(try results().map { CheckRecord($0) })
        let elements = Elements()
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = elements
        #expect(parser.parse(), "\(parser.parserError.map { "\($0)" } ?? "")\n\(text)")
        let root = try #require(elements.all.first)
        #expect(root.name == "testsuites")
        let cases = elements.all.filter { $0.name == "testcase" }
        #expect(root.attributes["tests"] == String(cases.count))
        for (attribute, name) in [("failures", "failure"), ("errors", "error"), ("skipped", "skipped")] {
            let count = elements.all.count { $0.name == name }
            #expect(root.attributes[attribute] == String(count) && count > 0)
        }
        #expect(elements.all.count { $0.name == "testsuite" } == 12)
        func element(_ name: String, in file: String, _ testCase: String) throws -> Elements.Element {
            let place = try #require(
                elements.all.firstIndex {
                    $0.attributes["classname"]?.contains(file) == true && $0.attributes["name"] == testCase
                }, "\(file) \(testCase)")
            return try #require(elements.all.first { $0.parent == place && $0.name == name }, "\(file) \(testCase)")
        }
        let different = try element("failure", in: "<w>", "[4] weights")
        #expect(different.attributes["type"] == "different")
        #expect(different.attributes["message"]?.contains("In [4] w[1, 1] prints 4.5 for 4.25") == true)
        #expect(different.text.hasSuffix("\n  + [3.  4.5]]") || different.text.hasSuffix("\n  +  [3.  4.5]]"))
        #expect(try element("failure", in: "<fails>", "[2] <&\"'>").text.contains("there is no x"))
        _ = try element("skipped", in: "<fails>", "[3]")
        #expect(try element("failure", in: "<no record>", "the file").attributes["type"] == "nothing-recorded")
        #expect(try element("error", in: "damaged", "the file").attributes["type"] == "unreadable")
        #expect(try element("error", in: "stopped", "the file").attributes["type"] == "interrupted")
        let hostile = try element("failure", in: "<hostile>", "[1]").text
        #expect(hostile.contains("\"<a & b>]]>") && hostile.contains("\\x1b[0m") && hostile.contains("é😀"))
    }
}

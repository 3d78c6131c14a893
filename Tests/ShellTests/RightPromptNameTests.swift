import Testing

@testable import Interpreter
@testable import Rendering
@testable import Shell

@Suite("Names in the right prompt") struct RightPromptNameTests {
    @Test("of many names the last ones stand at the right, behind a mark") func manyNames() {
        let workspace = Workspace()
        for name in ["first", "second", "third"] { workspace.set(name, to: .int(1)) }
        let names = ["first", "second", "third"]
        func text(_ columns: Int) -> String {
            RightPrompt.text(of: names, in: workspace, duration: Swift.Duration.zero, columns: columns).plain
        }
        #expect(text(26) == "first 1  second 1  third 1")
        #expect(text(25) == "…  second 1  third 1")
        #expect(text(19) == "…  third 1")
        #expect(text(9) == "")
    }
}

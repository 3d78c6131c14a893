import Foundation
import Testing

/// No command replaces a file that the session has loaded, whichever door leads to it.
@Suite("loaded files") struct LoadedFileTests {
    private let table = "1,2\n3,4\n"

    private func run(_ lines: [String], in folder: ScratchFolder) throws -> Outcome {
        try Descent.shell("cd '\(folder.path("."))' && \"$D\"", input: lines.joined(separator: "\n") + "\n")
    }

    @Test(
        "through each door, by each name, and whatever loaded it",
        arguments: [
            "x = load data.csv", "x = np.loadtxt('data.csv', delimiter=',')",
            "x = np.genfromtxt('data.csv', delimiter=',')", "x = open('data.csv').read()", "x = load link.csv",
            "x = load hard.csv", "with open('sub/../data.csv') as f: x = f.read()",
        ])
    func doors(_ loading: String) throws {
        let folder = try ScratchFolder()
        let data = try folder.write("data.csv", table)
        let manager = FileManager.default
        try manager.createSymbolicLink(atPath: folder.path("link.csv"), withDestinationPath: data)
        try manager.linkItem(atPath: data, toPath: folder.path("hard.csv"))
        try manager.createDirectory(atPath: folder.path("sub"), withIntermediateDirectories: false)
        for path in ["data.csv", "./data.csv", "sub/../data.csv", data, "link.csv", "hard.csv"] {
            for command in ["save \(path) (ones(2)) replace=True", "save('\(path)', ones(2), replace=True)"] {
                let outcome = try run([loading, command], in: folder)
                #expect(outcome.errors.contains("this session has loaded it, and must find it again"), "\(command)")
                #expect(try String(contentsOfFile: data, encoding: .utf8) == table)
                #expect(try String(contentsOfFile: folder.path("hard.csv"), encoding: .utf8) == table)
            }
        }
    }

    @Test(
        "drawings, records, exports and sessions",
        arguments: [
            ("d.svg", "plot [1, 2] to='d.svg' replace=True"), ("d.svg", "hist [1, 2] to='d.svg' replace=True"),
            ("d.svg", "heat ones(2, 2) to='d.svg' replace=True"), ("d.session", "record d.session --force"),
            ("d.session", "save d.session replace=True"), ("d.py", "export d.py --force"),
            ("d.ipynb", "export d.ipynb --force"), ("d.session", "extract n d.session --force"),
            ("d.csv", "save d.csv (ones(2)) replace=True"),
        ])
    func otherFiles(_ name: String, _ command: String) throws {
        let folder = try ScratchFolder()
        _ = try folder.write(name, "words\n")
        let outcome = try run(["n = open('\(name)').read()", command], in: folder)
        #expect(outcome.errors.contains("this session has loaded it, and must find it again"), "\(outcome.errors)")
        #expect(outcome.status == 1)
        #expect(try String(contentsOfFile: folder.path(name), encoding: .utf8) == "words\n")
    }

    @Test func `NumPy's own doors and open replace it, and say so at the line that did`() throws {
        let folder = try ScratchFolder()
        _ = try folder.write("data.csv", table)
        for line in ["np.savetxt('data.csv', ones(2))", "open('data.csv', 'w').write('a')"] {
            _ = try folder.write("data.csv", table)
            let outcome = try run(["x = load data.csv", line], in: folder)
            #expect(outcome.errors.contains("data.csv is replaced, which this session has loaded"))
            #expect(outcome.errors.contains("  at standard input:2:1\n  \(line)\n"), "\(outcome.errors)")
            #expect(try String(contentsOfFile: folder.path("data.csv"), encoding: .utf8) != table)
        }
    }
}

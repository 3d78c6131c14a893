import Foundation
import Platform
import Testing

/// `check`, `update` and `compare` as programs and impatient users meet them.
@Suite("check, for programs") struct CheckProgramTests {
    private func source(_ number: Int) -> String {
        "# descent 2\n# %% [1]\nseed \(number)\nx = rand 60 8\ny = rand 60 1\nw = rand 8 1\nb = rand 1\n"
            + "# %% [2]\ntrain 50 lr=0.001\nx @ w\nsum((x @ x.T).ravel())\n"
    }

    private func sessions(_ count: Int, in folder: ScratchFolder) throws -> [String] {
        let paths = try (0..<count).map { try folder.write("\($0).session", source($0)) }
        #expect(try Descent.run(["update", "--digests"] + paths).status == 0)
        // Some that are not as they record, and one that is none.
        let damaged = try String(contentsOfFile: paths[2], encoding: .utf8)
        try damaged.replacing("train 50", with: "train 51").write(
            toFile: paths[2], atomically: false, encoding: .utf8)
        try "1\n#> 1\nx\n".write(toFile: paths[5], atomically: false, encoding: .utf8)
        return paths + [folder.path("none.session")]
    }

    @Test func `several jobs find what one finds, and tell it in the order of the files`() throws {
        let folder = try ScratchFolder()
        let paths = try sessions(8, in: folder)
        let one = try Descent.run(["check"] + paths)
        #expect(one.status == 2)
        #expect(one.output.contains(": 6 ok, 2 different, 1 unreadable\n"))
        for jobs in ["2", "3", "20"] {
            let many = try Descent.run(["check", "--jobs", jobs] + paths)
            #expect(many.status == one.status && many.output == one.output && many.errors == one.errors)
        }
        let json = try Descent.run(["check", "--json"] + paths)
        #expect(try Descent.run(["check", "--json", "--jobs", "4"] + paths).output == json.output)
    }

    @Test func `a crash costs one file`() throws {
        let folder = try ScratchFolder()
        let endless = try folder.write("endless.session", "1\n#> 1\nwhile True:\n    a = 1\n")
        let good = try folder.write("good.session", "1\n#> 1\n")
        let junit = folder.path("out.xml")
        // The system ends a process that has computed for a second.
        let check = "ulimit -S -t 1; \"$D\" check --jobs 2 --junit '\(junit)'"
        let outcome = try Descent.shell("\(check) '\(endless)' '\(good)' '\(good)'")
        #expect(outcome.status == 1)
        let told = "Descent itself was ended by signal \(SIGXCPU), "
        #expect(outcome.errors.hasPrefix("error: \(endless): \(told)"))
        let ok = "ok \(good)  1 cell, 1 line\n"
        #expect(outcome.output == "\(ok)\(ok)3 files, 2 lines: 2 ok, 1 crashed\n")
        let xml = try String(contentsOfFile: junit, encoding: .utf8)
        #expect(xml.contains(" tests=\"3\" failures=\"0\" errors=\"1\" ") && xml.contains("type=\"crashed\""))
        let json = try Descent.shell("ulimit -S -t 1; \"$D\" check --json --jobs 2 '\(endless)' '\(good)'").output
        let document = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect((document["total"] as? [String: Int])?["crashed"] == 1)
        #expect((document["files"] as? [[String: Any]])?.first?["status"] as? String == "crashed")
    }

    @Test func `what several jobs can't print is told of once`() throws {
        let folder = try ScratchFolder()
        let good = try folder.write("good.session", "1\n#> 1\n")
        let outcome = try Descent.shell("\"$D\" check --jobs 2 '\(good)' '\(good)' > /dev/full")
        #expect(outcome.status == 1)
        #expect(outcome.errors == "error: standard output can't be written: No space left on device\n")
    }

    @Test func `JSON is all of standard output, and the JUnit file is whole`() throws {
        let folder = try ScratchFolder()
        let paths = try sessions(6, in: folder)
        let junit = folder.path("out.xml")
        let outcome = try Descent.run(["check", "--json", "--junit", junit] + paths)
        #expect(outcome.status == 2)
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        let files = try #require(document["files"] as? [[String: Any]])
        #expect(files.map { $0["file"] as? String } == paths)
        #expect(
            files.map { $0["status"] as? String } == ["ok", "ok", "different", "ok", "ok", "different", "unreadable"])
        let xml = try String(contentsOfFile: junit, encoding: .utf8)
        #expect(xml.hasPrefix("<?xml") && xml.hasSuffix("</testsuites>\n"))
        #expect(xml.contains("<testsuite name=\"\(paths[0])\" tests=\"2\" failures=\"0\""))
        // One that can't be written is told of, and the old one stays.
        let nowhere = folder.path("nowhere/out.xml")
        let failed = try Descent.run(["check", "--junit", nowhere, paths[0]])
        #expect(failed.status == 2)
        #expect(failed.errors.hasPrefix("error: \(nowhere) could not be written: there is no folder"))
    }

    @Test("wrong usage is told of", arguments: [["--jobs", "0"], ["--jobs", "x"], ["--junit"], ["--rtol", "-1"]])
    func usage(_ arguments: [String]) throws {
        let outcome = try Descent.run(["check", "a.session"] + arguments)
        #expect(outcome.status == 2 && outcome.errors.contains("Usage: descent check"))
    }

    @Test func `update says how many outputs and digests changed`() throws {
        let folder = try ScratchFolder()
        let file = try folder.write("a.session", "# descent 2\n# %% [1]\na = 1\na\na + 1\na + 2\n")
        #expect(try Descent.run(["update", file]).output == "updated \(file)  3 outputs\n")
        #expect(try Descent.run(["update", "--digests", file]).output == "updated \(file)  1 digest\n")
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try text.replacing("a = 1", with: "a = 2").write(toFile: file, atomically: false, encoding: .utf8)
        #expect(try Descent.run(["update", file]).output == "updated \(file)  3 outputs, 1 digest\n")
        #expect(try Descent.run(["check", file]).status == 0)
    }

    @Test func `compare tells where two sessions part`() throws {
        let folder = try ScratchFolder()
        let one = try folder.write("a.session", "# %%\nw = zeros 2 2\n# %%\nw\n")
        let other = try folder.write("b.session", "# %%\nw = zeros 2 2; w[1, 0] = 0.5\n# %%\nw\n")
        let same = try Descent.run(["compare", one, one])
        #expect(same.status == 0 && same.output == "same \(one) \(one)  2 cells, 1 name\n")
        let different = try Descent.run(["compare", one, other])
        #expect(different.status == 1)
        #expect(different.output.contains("    w[1, 0] is 0.0 and 0.5: |Δ| 0.5; "))
        let unreadable = try Descent.run(["compare", one, folder.path("none")])
        #expect(unreadable.status == 2 && unreadable.output == "")
        let failing = try folder.write("c.session", "# %%\nx\n")
        let failed = try Descent.run(["compare", one, failing])
        #expect(failed.status == 1 && failed.errors.contains("there is no x"))
        #expect(try Descent.run(["compare", one]).status == 2)
    }

    // MARK: - What is left behind

    private static let endless = "save {} [1]\n#> never\nwhile True:\n    a = 1\n"
    /// Training that is stopped keeps what it has, and takes the request back at the prompt.
    private static let training =
        "save {} [1]\n#> never\nseed 1\nx = rand 20000 20\ny = rand 20000 1\nw = rand 20 1\nb = rand 1\n"
        + "train 1000000 lr=1e-6 every=0\n"

    /// A check that runs until somebody ends it, once it has written something to its scratch folders.
    private func start(_ jobs: Int, _ command: [String] = ["check"]) throws -> (
        Child, ScratchFolder, () throws -> [String]
    ) {
        let folder = try ScratchFolder()
        let paths = try (0..<max(jobs, 1)).map { index in
            let file = folder.path("\(index).npy")
            let source = index == 0 ? Self.endless : Self.training
            return try folder.write("\(index).session", source.replacing("{}", with: file))
        }
        let scratch = folder.path("scratch")
        try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true)
        _ = try folder.write("in", "")
        let child = try Child(
            Descent.path, command + (command[0] == "check" ? ["--jobs", String(jobs)] : []) + paths,
            environment: ProcessInfo.processInfo.environment.merging(["TMPDIR": scratch]) { $1 },
            .files(input: folder.path("in"), output: folder.path("out"), errors: folder.path("err")))
        let inside = { try FileManager.default.contentsOfDirectory(atPath: scratch) }
        let deadline = Date().addingTimeInterval(60)
        while Date() < deadline {
            let folders = try inside()
            let isWritten = folders.allSatisfy { FileManager.default.fileExists(atPath: "\(scratch)/\($0)/0") }
            if folders.count == jobs, isWritten { break }
            usleep(5000)
        }
        #expect(try inside().count == jobs)
        return (child, folder, inside)
    }

    @Test("what ends a check takes its scratch folders away", arguments: [SIGINT, SIGTERM, SIGHUP], [1, 3])
    func ends(_ signal: CInt, _ jobs: Int) throws {
        let (child, folder, inside) = try start(jobs)
        child.send(signal)
        #expect(child.status() == (signal == SIGINT ? 130 : 128 + signal))
        #expect(try inside() == [])
        #expect(!FileManager.default.fileExists(atPath: folder.path("0.npy")))
        if signal == SIGINT {
            let errors = try String(contentsOfFile: folder.path("err"), encoding: .utf8)
            #expect(errors == "error: interrupted in \(folder.path("0.session"))\n")
        }
    }

    @Test("what ends an update or a compare does so too", arguments: ["update", "compare"], [SIGINT, SIGTERM])
    func others(_ command: String, _ signal: CInt) throws {
        let folder = try ScratchFolder()
        let other = try folder.write("other.session", "None\nwhile False:\n    a = 1\n")
        let (child, own, inside) = try start(1, command == "compare" ? [command, other] : [command])
        child.send(signal)
        #expect(child.status() == (signal == SIGINT ? 130 : 128 + signal))
        #expect(try inside() == [])
        #expect(try String(contentsOfFile: own.path("0.session"), encoding: .utf8).hasPrefix("save "))
        #expect(!FileManager.default.fileExists(atPath: own.path("0.npy")))
    }

    @Test func `an interrupted check still writes whole reports`() throws {
        let folder = try ScratchFolder()
        let junit = folder.path("out.xml")
        let (child, own, _) = try start(2, ["check", "--json", "--junit", junit])
        child.send(SIGINT)
        #expect(child.status() == 130)
        let output = try String(contentsOfFile: own.path("out"), encoding: .utf8)
        let document = try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
        #expect((document["total"] as? [String: Int])?["interrupted"] == 2)
        #expect(try String(contentsOfFile: junit, encoding: .utf8).contains("type=\"interrupted\""))
    }

    @Test func `the processes of a killed check tidy up and end`() throws {
        let (child, folder, inside) = try start(3)
        defer { withExtendedLifetime(folder) {} }
        child.kill()
        let deadline = Date().addingTimeInterval(60)
        while Date() < deadline, try !inside().isEmpty { usleep(5000) }
        #expect(try inside() == [])
    }

    @Test func `what a killed check leaves goes with the next`() throws {
        let (child, folder, inside) = try start(1)
        child.kill()
        #expect(try inside().count == 1)
        let file = try folder.write("good.session", "save \(folder.path("x.npy")) [1]\n1\n#> 1\n")
        #expect(try Descent.run(["check", file], environment: ["TMPDIR": folder.path("scratch")]).status == 0)
        #expect(try inside() == [])
    }
}

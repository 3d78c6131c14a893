import Foundation
import Testing

@testable import Interpreter

/// Tables of the module pandas print what pandas prints.
@Suite("Tables of named columns") struct FrameTests {
    /// Programs with what pandas prints; see `make_frames.py` beside them.
    private static let programs: [String] = {
        let url = interpreterFixtures.appendingPathComponent("Frames/programs.txt")
        let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
        return text.components(separatedBy: "\n===\n").filter { $0.contains("\n---\n") }
    }()

    /// What stands before each: how an answer is shown.
    private static let head: String = {
        let url = interpreterFixtures.deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Differential/frames.py")
        let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
        let parts = text.components(separatedBy: "'''")
        return parts.count > 1 ? parts[1].replacingOccurrences(of: "\\\\n", with: "\\n") : ""
    }()

    @Test func thereArePrograms() { #expect(Self.programs.count >= 120 && !Self.head.isEmpty) }

    @Test("a program prints what pandas prints", arguments: 0..<8)
    func program(part: Int) {
        for (place, program) in Self.programs.enumerated() where place % 8 == part {
            let parts = program.components(separatedBy: "\n---\n")
            let (result, output) = onLargeStack {
                var session = TestSession()
                session.interpreter.options.stackBudget = 200 << 20
                return (session.run(Self.head + parts[0] + "\n"), session.told.output)
            }
            #expect(!result.hasPrefix("error: "), "\(parts[0]): \(result)")
            // Blanks at the ends of lines aren't kept in files.
            let lines = output.split(separator: "\n", omittingEmptySubsequences: false).map { line in
                String(line.reversed().drop { $0 == " " }.reversed())
            }
            var printed = lines.joined(separator: "\n")
            while printed.hasSuffix("\n") { printed.removeLast() }
            #expect(printed == parts[1], "\(parts[0])")
        }
    }

    private static let table = """
        import pandas as pd
        t = pd.DataFrame({'a': [3, 1, 2], 'f': [0.5, nan, 2.0], 'w': ['x', 'y', None]})
        """

    @Test func whatOnlyLooksAtATableLeavesItAsItWas() {
        var session = TestSession(Self.table, "g = t.groupby('a')")
        let before = session.run("whos")
        session.run(
            "t.a; t.loc[1]; t['w'].unique(); t.describe(); print(t); g.f.mean(); g.get_group(3); t.index.get_loc(2)")
        #expect(session.run("whos") == before)
    }

    @Test(
        "an error about a column that isn't there names those that are",
        arguments: [
            ("t['tpi']", "did you mean 'tip'?"), ("t.Day", "did you mean 'day'?"), ("t[['tip', 'dya']]", "'day'?"),
            ("t.sort_values('tpi')", "'tip'?"), ("t.groupby('days')", "'day'?"),
            ("t.groupby('day').sum()['tp']", "'tip'?"),
            ("del t['tpi']", "'tip'?"), ("t.set_index('dy')", "columns are 'tip', 'day', 1"),
            ("t['x']", "the table's columns are 'tip', 'day', 1"), ("t[7]", "the table's columns are 'tip', 'day', 1"),
            ("pd.DataFrame()['tip']", "the table has no columns"),
        ])
    func namesColumns(program: String, advice: String) {
        var session = TestSession(
            "import pandas as pd", "t = pd.DataFrame({'tip': [3, 1], 'day': ['x', 'y'], 1: [1, 2]})")
        let result = session.run(program)
        #expect(result.hasPrefix("error: ") && result.contains(advice), "\(result)")
    }

    /// `str(error)` and what a program catches stay as they are.
    @Test func adviceIsNoPartOfAnErrorsText() {
        var session = TestSession(Self.table)
        session.run("try: t['ff']\nexcept KeyError as e: print(repr(e), len(e.__notes__))")
        #expect(session.told.output.contains("KeyError('ff')"))
    }

    @Test func aCellThatFailsLeavesATableAsItWas() {
        var session = TestSession(Self.table)
        let before = session.run("print(t)")
        #expect(session.run("t.loc[0, 'a'] = 9; t['z'] = 1; 1 / 0").hasPrefix("error"))
        #expect(session.run("print(t)") == before)
    }

    @Test func commandsTakeTables() {
        var session = TestSession(Self.table)
        #expect(session.run("head t 2") == "   a    f  w\n0  3  0.5  x\n1  1  NaN  y\n")
        #expect(session.run("tail t 1") == "   a    f    w\n2  2  2.0  NaN\n")
        #expect(session.run("shape t t.a") == "t.shape (3, 3)\nt.a.shape (3,)\n")
        let statistics = session.run("stats t")
        #expect(statistics.contains("a") && statistics.contains("nan           0           1"))
        #expect(session.run("whos").contains("t     (3, 3)  DataFrame"))
        #expect(session.run("plot t.a t.f").contains("t.f over t.a: 3 points"))
        #expect(session.run("hist t.a").contains("t.a: 3 values in 10 bins from 1 to 3"))
    }

    @Test func whatIsSavedReadsTheSame() {
        var session = TestSession(Self.table)
        session.run("save t.csv t")
        #expect(session.run("pd.read_csv('t.csv').equals(t)") == "True\n")
        session.run("s = t.set_index('a')\nsave s.csv s")
        #expect(session.run("pd.read_csv('s.csv', index_col='a').equals(s)") == "True\n")
        #expect(session.run("save t.npz t").contains("a table with names of columns goes into a .csv file of its own"))
    }

    @Test func whatIsNotThereIsRefusedInWords() {
        var session = TestSession(Self.table)
        for (source, words) in [
            ("t.groupby('a').agg(['sum', 'max'])", "agg(name=('column', 'mean'), …)"),
            ("pd.read_csv('t.csv', chunksize=3)", "no option chunksize="),
            ("t.query('a > 1')", "t[(t.a > 1) & (t.b == 2)]"), ("pd.to_datetime(t.w)", "no columns of times"),
            ("t.w.astype('category')", "no categories"), ("t.w.str.contains('^x')", "no regular expressions"),
            ("t.values", "columns of different kinds"), ("t.w.to_numpy()", "fillna('')"),
        ] {
            #expect(session.run(source).contains(words), "\(source): \(session.run(source))")
        }
    }

    @Test func labelsAreBoundsOfSlicesOfTables() {
        var session = TestSession(Self.table)
        #expect(session.run("print(list(t.loc[:, 'a':'f'].columns))") == "['a', 'f']\n")
        #expect(session.run("[1, 2]['a':'b']").contains("the string 'a' is no bound of a slice"))
        #expect(session.run("zeros((2, 2))[0, 'a':'b']").contains("the string 'a' is no bound of a slice"))
    }
}

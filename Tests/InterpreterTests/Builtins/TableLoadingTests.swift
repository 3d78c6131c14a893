import Foundation
import Interpreter
import Testing

/// What `load` and `head` make of files of several kinds, in cells.
@Suite("Tables in cells") struct TableLoadingTests {
    /// What a session prints of a file that is written first.
    private func output(_ text: String, _ source: String, as name: String = "t.csv") -> String {
        var session = TestSession()
        let written = session.run("with open('\(name)', 'w') as file: file.write(\(quoted(text)));")
        #expect(written == "", "\(text)")
        return session.run(source).trimmingCharacters(in: .newlines)
    }

    private func quoted(_ text: String) -> String {
        let escaped = text.replacing("\\", with: "\\\\").replacing("'", with: "\\'").replacing("\n", with: "\\n")
        return "'\(escaped.replacing("\t", with: "\\t"))'"
    }

    @Test(
        "columns that are all numbers are a matrix",
        arguments: [
            ("a;b\n1,5;2\n-2,25;4\n", "[[ 1.5   2.  ]\n [-2.25  4.  ]]"),
            ("a\tb\n1\t2\n3\t4\n", "[[1. 2.]\n [3. 4.]]"),
            ("a,b\n1,\nNA,4\n", "[[ 1. nan]\n [nan  4.]]"),
            ("a,b\n\"1,234\",2\n\"12,345,678\",3\n", "[[1.2340000e+03 2.0000000e+00]\n [1.2345678e+07 3.0000000e+00]]"),
            ("a,b\n1,?\n2,3\n", "[[ 1. nan]\n [ 2.  3.]]"),
            ("Numbers of May\n\na,b\n1,2\n3,4\n5,6\n", "[[1. 2.]\n [3. 4.]\n [5. 6.]]"),
            ("a|b\n1|2\n3|4\n", "[[1. 2.]\n [3. 4.]]"),
        ])
    func matrices(text: String, expected: String) { #expect(output(text, "load t.csv") == expected) }

    @Test("missing= fills gaps") func filling() {
        #expect(output("a,b\n1,\n,4\n", "load t.csv missing=0") == "[[1. 0.]\n [0. 4.]]")
    }

    static let named = "x = load t.csv\n"

    @Test(
        "a matrix keeps the names of its columns as far as they hold",
        arguments: [
            ("x['tip']", "[2. 5. 8.]"), ("x[1:]['tip']", "[5. 8.]"), ("x[1:, 'size']", "[6. 9.]"),
            ("x[['size', 'bill']]", "[[3. 1.]\n [6. 4.]\n [9. 7.]]"), ("x[['size', 'bill']]['bill']", "[1. 4. 7.]"),
            ("x[:, 1:]['size']", "[3. 6. 9.]"), ("x[:, ::2]['size']", "[3. 6. 9.]"),
            ("x[x['tip'] > 2]['bill']", "[4. 7.]"), ("x[[2, 0]]['bill']", "[7. 1.]"),
            ("x[:, [2, 0]]['bill']", "[1. 4. 7.]"), ("x[x['tip'] > 2, 1:]['size']", "[6. 9.]"),
            ("x[::-1]['tip']", "[8. 5. 2.]"), ("x['tip'] *= 2; x[:, 1]", "[ 4. 10. 16.]"),
            ("x['tip'] = 0; x['tip'].sum()", "0.0"),
        ])
    func names(source: String, expected: String) {
        #expect(output("bill,tip,size\n1,2,3\n4,5,6\n7,8,9\n", Self.named + source) == expected)
    }

    @Test(
        "names are gone where they would be untrue",
        arguments: [
            "x.T", "x + 1", "x.reshape(9)", "x.mean(axis=0)", "x @ x", "x[:, 0]", "x[0]", "x.reshape(3, 3).T",
            "x[None]",
            "x.sum(axis=1, keepdims=True)",
        ])
    func untrue(source: String) {
        let said = output("bill,tip,size\n1,2,3\n4,5,6\n7,8,9\n", Self.named + "(\(source))['tip']")
        #expect(said.contains("is no index for"), "\(said)")
    }

    @Test("a new shape takes the names, and a cell that fails puts them back") func reshaped() {
        var session = TestSession()
        #expect(session.run("with open('t.csv', 'w') as file: file.write('a,b\\n1,2\\n3,4\\n');") == "")
        #expect(session.run("x = load t.csv") == "")
        #expect(session.run("x.shape = (4,); 1 / 0").contains("division"))
        #expect(session.run("x['b']") == "[2. 4.]\n")
        let source = "x.shape = (9,)\ntry: x['tip']\nexcept IndexError: print('gone')"
        #expect(output("bill,tip,size\n1,2,3\n4,5,6\n7,8,9\n", Self.named + source) == "gone")
    }

    @Test("stats has a column for each name") func statistics() {
        let said = output("bill,tip\n1,2\n3,4\n", Self.named + "stats x")
        let titles = said.split(separator: "\n").first.map { $0.split(separator: " ") }
        #expect(titles == ["bill", "tip"], "\(said)")
        #expect(output("bill,tip\n1,2\n3,4\n", Self.named + "whos").contains("columns bill, tip"))
    }

    @Test("head shows a file and what was understood") func heads() {
        let said = output("name,price,tax\nTea,\"2,5\",5 %\nRum,\"14,25\",7 %\n", "head t.csv 2")
        #expect(
            said == """
                name,price,tax
                Tea,"2,5",5 %

                2 rows, 3 columns with "," between them; line 1 names them
                name   text
                price  numbers (float64)
                tax    text
                numbers such as '2,5' are read with decimal=","
                column tax is text: '5 %' is a number with a sign beside it
                """)
        #expect(
            output("a b\n1 2\n", "head(\"t.txt\", 1)", as: "t.txt").hasPrefix("a b\n\n1 row, 2 columns with blanks"))
    }
}

import Foundation
import Interpreter
import Kernels
import Testing

/// Ints beyond 64 bits where there are too many of their digits, and Ctrl-C while they are computed.
@Suite struct LongIntegerTests {
    @Test(
        "what there is no room for is refused before it is made",
        arguments: [
            "2 ** 10 ** 12", "1 << 10 ** 13", "(1 << 10 ** 9) ** 3", "3 ** 2 ** 70", "2 ** (2 ** 62)",
            "(-7) ** 10 ** 11",
            "math.factorial(10 ** 9)", "math.perm(10 ** 18, 10 ** 9)", "math.comb(10 ** 18, 10 ** 9)",
            "x = 1 << 2 * 10 ** 9\nx * x",
        ])
    func memory(source: String) {
        var session = TestSession("import math, random")
        #expect(session.run(source).contains("and a list, string or int may take 268 MB"))
        let caught =
            "try:\n    " + source.replacingOccurrences(of: "\n", with: "\n    ")
            + "\nexcept MemoryError: print('no room')"
        #expect(session.run(caught) == "no room\n")
    }

    private static let cells = [
        "x * x", "x ** 4", "3 ** 10 ** 8", "x // (x >> 20000000)", "x % (x >> 20000000)", "pow(3, x, x - 2)",
        "pow(x, -1, x - 2)",
        "math.factorial(10 ** 7)", "math.gcd(x, y)", "math.isqrt(x)", "math.comb(10 ** 7, 5 * 10 ** 6)",
        "while True: n = x + 1", "while True: n = x ^ 5", "1 / (x * x)", "divmod(x, x >> 30000000)",
        "round(x, -10 ** 7)",
    ]

    @Test func allOfItStopsAndChangesNothing() async {
        await #expect(processExitsWith: .success) {
            var session = TestSession("import math\nx = (1 << 40000000) - 1\ny = 3 ** 10000000\nn = 0")
            for source in Self.cells {
                Interruption.clear()
                let thread = Thread {
                    Thread.sleep(forTimeInterval: 0.03)
                    Interruption.request()
                }
                thread.start()
                let said = session.run("n = 1\n" + source)
                while !thread.isFinished { usleep(100) }
                Interruption.clear()
                #expect(said.hasPrefix("error: interrupted"), "\(source): \(said)")
                #expect(session.run("n") == "0\n", "\(source)")
            }
        }
    }

    @Test("they are told whole, and shortened where they are long") func tables() {
        var session = TestSession("x = 2 ** 70", "y = -10 ** 100", "z = 10 ** 5000")
        #expect(session.run("whos").contains("1180591620717411303424"))
        #expect(session.run("whos").contains("-1000000000000000000…0000000000"))
        #expect(session.run("whos").contains("<int of 16610 bits>"))
        #expect(session.run("z").hasPrefix("error: the int has more than 4300 digits"))
        #expect(session.run("print(x, hex(z)[:5], z % 7)") == "1180591620717411303424 0x31e 2\n")
        #expect(
            session.run("x + 'a'").hasPrefix("error: + doesn't take the int 1180591620717411303424 and the string 'a'"))
    }
}

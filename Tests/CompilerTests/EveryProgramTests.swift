import Compiler
import Foundation
import Syntax
import Testing

/// Whatever parses compiles to what a machine can carry out.
@Suite struct EveryProgramTests {
    /// The texts below a folder that may be cells: whole files, and the parts between the lines that divide fixtures.
    private static func pieces(below folder: URL) throws -> [String] {
        let files = try #require(
            FileManager.default.enumerator(at: folder.resolvingSymlinksInPath(), includingPropertiesForKeys: nil))
        var pieces: [String] = []
        for case let file as URL in files
        where ["session", "txt", "py", "cells", "programs", "expected"].contains(file.pathExtension) {
            guard let data = try? Data(contentsOf: file), data.count < 1 << 20 else { continue }
            let text = String(decoding: data, as: UTF8.self)
            pieces.append(text)
            var piece: [Substring] = []
            for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
                if line.hasPrefix("---") || line.hasPrefix("===") || line.hasPrefix("# %%") {
                    pieces.append(piece.joined(separator: "\n") + "\n")
                    piece = []
                } else {
                    piece.append(line)
                }
            }
            pieces.append(piece.joined(separator: "\n") + "\n")
        }
        return pieces
    }

    private static func check(_ pieces: [String]) throws -> Int {
        var count = 0
        for piece in pieces {
            guard let block = try? Fixtures.parser.parse(piece), !block.isEmpty else { continue }
            count += 1
            let code = try Compiler.compile(block)
            let mistakes = CodeVerifier.mistakes(in: code)
            #expect(mistakes.isEmpty, "\(piece.prefix(2000))\n\(code.listing(of: piece).prefix(4000))")
        }
        return count
    }

    @Test func sessions() throws {
        let folder = Fixtures.tests.deletingLastPathComponent().appending(path: "Sessions")
        let count = try Self.check(try Self.pieces(below: folder))
        #expect(count > 60)
    }

    @Test func fixtures() throws {
        let count = try Self.check(try Self.pieces(below: Fixtures.tests.appending(path: "Fixtures")))
        #expect(count > 1500)
    }

    @Test(arguments: 0..<10)
    func generated(part: Int) throws {
        // The verifier is never optimised: thousands would take minutes.
        for number in 0..<(min(Fixtures.count("FUZZ_PROGRAMS", default: 600), 2000) / 10) {
            var generator = ProgramGenerator(seed: UInt64(part * 1_000_000 + number))
            let source = generator.program()
            let code = try Compiler.compile(try Fixtures.parser.parse(source))
            let mistakes = CodeVerifier.mistakes(in: code)
            #expect(mistakes.isEmpty, "\(mistakes.first ?? "")\n\(source)\n\(code.listing(of: source))")
            if !mistakes.isEmpty { return }
        }
    }

    /// Displays are built piece by piece, and jumps that lead too far for one instruction are taken apart.
    @Test func longDisplaysAndJumps() throws {
        let items = (0..<1000).map { "\($0).5" }.joined(separator: ", ")
        let display = try Fixtures.compile("x = [\(items)]\ny = (\(items))")
        #expect(CodeVerifier.mistakes(in: display).isEmpty)
        #expect(display.registerCount < 200)
        let lines = String(repeating: "    a = b[c] = d[e] = f\n", count: 6_000)
        let loop = try Fixtures.compile("for i in z:\n\(lines)")
        #expect(loop.instructions.count > 40_000)
        #expect(CodeVerifier.mistakes(in: loop).isEmpty)
    }

    @Test func tooManyNamesAreRefused() throws {
        let source = (0..<66_000).map { "x\($0)" }.joined(separator: ";")
        #expect(throws: CompileError.self) { try Fixtures.compile(source) }
    }
}

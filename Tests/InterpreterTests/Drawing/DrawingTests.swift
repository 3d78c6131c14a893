import Files
import Foundation
import Interpreter
import Rendering
import Tensors
import Testing

/// What `plot`, `hist`, `heat`, `surface` and a `train` of several rates give to whoever draws.
@Suite("Drawings") struct DrawingTests {
    private static let data = """
        seed 3
        x = rand 40 1
        y = 3 * x + 1
        w = zeros 1 1
        b = zeros 1 1
        """

    private func session(_ sources: String...) -> TestSession {
        var session = TestSession()
        session.interpreter.options.showsDrawings = true
        for source in sources { session.run(source) }
        return session
    }

    private func series(_ session: TestSession) throws -> [Plot.Series] {
        guard case .curves(let series) = try #require(session.told.plots.first).content else {
            Issue.record("no curves")
            return []
        }
        return series
    }

    @Test("none is made where nobody looks on, and the same is said") func unseen() {
        var (seen, unseen) = (session(Self.data), TestSession(Self.data))
        for source in ["plot x y", "hist x", "heat x", "surface w b", "train 5 lr=[0.1, 1]"] {
            #expect(seen.run(source) == unseen.run(source))
            #expect(seen.told.plots.count == 1 && unseen.told.plots.isEmpty, "\(source)")
        }
        #expect(seen.run("plot y to=\"y.svg\"") == unseen.run("plot y"))
        #expect(seen.told.plots.isEmpty)
    }

    @Test("two tensors are x and y: a line where x rises, else points") func twoTensors() throws {
        var session = session("u = array([0.0, 1.0, 1.0, 2.0]); v = array([3.0, 4.0, 5.0, 6.0])")
        session.run("plot u v")
        #expect(try series(session) == [.init("v", x: [0, 1, 1, 2], y: [3, 4, 5, 6])])
        #expect(session.told.plots.first?.xLabel == "u")
        session.run("plot u[::-1] v")
        #expect(try series(session) == [.init("v", x: [2, 1, 1, 0], y: [3, 4, 5, 6], mark: .points)])
        session.run("plot u v x=u")
        #expect(try series(session).map(\.name) == ["u", "v"])
        session.run("plot u v u")
        #expect(try series(session).map(\.x) == [nil, nil, nil])
        session.run("plot u[::-1] v fit=v+1")
        #expect(session.told.plots.isEmpty, "an operator is no atom")
        session.run("plot(u[::-1], v, fit=v + 1)")
        let fitted = try series(session)
        #expect(fitted[0].mark == .points && fitted[1] == .init("v + 1", x: [0, 1, 1, 2], y: [7, 5, 6, 4]))
    }

    @Test("losses stand over their epochs, a slice of them too") func epochs() throws {
        var session = session(Self.data, "train 20 every=0")
        for (source, first, step) in [
            ("losses", 1.0, 1.0), ("losses[-5:]", 16, 1), ("losses[3:]", 4, 1), ("losses[::4]", 1, 4),
        ] {
            session.run("plot \(source)")
            let drawn = try series(session)[0]
            #expect(drawn.first == first && drawn.step == step, "\(source)")
            #expect(session.told.plots.first?.xLabel == "epoch")
        }
        session.run("plot(losses * 1)")
        #expect(session.told.plots.first?.xLabel == "index")
    }

    @Test("bins are np.histogram's") func bins() throws {
        var session = session("seed 5; v = randn 500")
        for bins in [1, 10, 33] {
            session.run("hist v bins=\(bins)")
            guard case .bars(let bars) = try #require(session.told.plots.first).content else { return }
            session.run("counts, edges = np.histogram(v, bins=\(bins))")
            let workspace = session.interpreter.workspace
            #expect(bars.heights == workspace.tensor("counts")?.asFloat64().elements)
            #expect(bars.edges == workspace.tensor("edges")?.asFloat64().elements)
        }
    }

    @Test("surface is the loss at each place") func surface() throws {
        var session = session(
            "seed 4; x = rand 30 3; y = rand 30 2; w = rand 3 2; b = rand 1 2", "surface w[2, 1] b[0, 1]")
        guard case .field(let field) = try #require(session.told.plots.first).content, let x = field.x, let y = field.y
        else {
            Issue.record("no field")
            return
        }
        for (row, column) in [(0, 0), (13, 100), (63, 119), (40, 2)] {
            let first = x.lowerBound + (x.upperBound - x.lowerBound) * Double(column) / Double(field.columns - 1)
            let second = y.upperBound - (y.upperBound - y.lowerBound) * Double(row) / Double(field.rows - 1)
            session.run("v, c = w.copy(), b.copy()\nv[2, 1] = \(first)\nc[0, 1] = \(second)")
            session.run("l = loss(y, forward(x, v, c))")
            let expected = try #require(session.interpreter.workspace.value("l")?.text).description
            let value = try #require(Double(expected))
            #expect(abs(field.values[row * field.columns + column] - value) < 1e-9 * max(value, 1))
        }
    }

    @Test("the way of the last train is on it, and only if it led here") func path() throws {
        func marks(_ session: TestSession) -> [Plot.Field.Mark] {
            guard case .field(let field)? = session.told.plots.first?.content else { return [] }
            return field.marks
        }
        var session = session(Self.data, "train 64 lr=0.3 every=0", "surface w b")
        let path = marks(session).filter { $0.kind == .path }
        #expect(path.count == 8, "0, 1, 2, 4, … 64 epochs")
        #expect(path.first == .init(x: 0, y: 0, kind: .path))
        let present = try #require(marks(session).first { $0.kind == .present })
        #expect(abs(path[7].x - present.x) < 1e-9 && abs(path[7].y - present.y) < 1e-9)
        session.run("w = w + 1")
        session.run("surface w b")
        #expect(marks(session).allSatisfy { $0.kind != .path })
    }

    @Test("a train of several rates gives each one's losses, and leaves the rest alone") func rates() throws {
        var session = session(Self.data, "y_hat = 7", "before = [w, b]")
        session.run("train 30 lr=[0.05, 0.5, 9]")
        let losses = try #require(session.interpreter.workspace.tensor("losses"))
        #expect(losses.shape == [3, 30])
        #expect(session.run("bool((w == before[0]).all() and (b == before[1]).all()), y_hat") == "(True, 7)\n")
        #expect(session.interpreter.workspace.training == nil)
        let elements = losses.asFloat64().elements
        for (row, rate) in [0.05, 0.5].enumerated() {
            session.run("w = zeros 1 1; b = zeros 1 1")
            session.run("train 30 lr=\(rate) every=0")
            let alone = try #require(session.interpreter.workspace.tensor("losses")).asFloat64().elements
            #expect(Array(elements[row * 30..<(row + 1) * 30]) == alone)
        }
        let diverged = Array(elements[60...])
        let end = try #require(diverged.firstIndex { $0.isNaN })
        #expect(end > 2 && diverged[end...].allSatisfy { $0.isNaN } && diverged[end - 1] > diverged[0] * 1e12)
    }

    @Test("the curves of rates keep to where they began") func ratesDrawn() throws {
        var session = session(Self.data)
        session.run("train 30 lr=[0.5, 9]")
        let curves = try series(session)
        #expect(curves.map(\.name) == ["lr 0.5", "lr 9"])
        #expect(curves[1].y.count < 30 && curves[1].y.allSatisfy { $0 <= curves[1].y[0] * 10 })
        #expect(session.told.plots.first?.isLogarithmic == true)
        // Functions of the user's own are used, as by a train of one rate.
        session.run("def forward(x, w, b):\n    return x @ w + b")
        let said = session.run("train 30 lr=[0.5]")
        #expect(said.hasPrefix("lr 0.5  : MSE Loss ") && said.hasSuffix(" after 30 epochs\n"))
    }

    @Test("an SVG is whole or not there") func file() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "descent-plots-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var session = TestSession()
        session.interpreter.options.files = .direct()
        let path = folder.appending(path: "v.svg").path
        session.run("plot([1, 2], to=\"\(path)\")")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.hasPrefix("<?xml") && text.hasSuffix("</svg>\n"))
        #expect(text.contains("<title>[1, 2]: 2 values, 1 to 2, rising all the way</title>"))
        #expect(session.run("plot([], to=\"\(path)\")").hasPrefix("error"))
        #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["v.svg"])
    }
}

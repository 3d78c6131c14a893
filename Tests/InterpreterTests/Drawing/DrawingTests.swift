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

    private func axes(_ session: TestSession) throws -> Axes {
        try #require(session.told.figures.first?.axes.first)
    }

    /// What is drawn as lines, and as points.
    private func lines(_ session: TestSession) throws -> [Artist.Line] {
        try axes(session).artists.compactMap { if case .line(let line) = $0 { line } else { nil } }
    }

    private func points(_ session: TestSession) throws -> [Artist.Points] {
        try axes(session).artists.compactMap { if case .points(let points) = $0 { points } else { nil } }
    }

    @Test("none is made where nobody looks on, and the same is said") func unseen() {
        var (seen, unseen) = (session(Self.data), TestSession(Self.data))
        for source in ["plot x y", "hist x", "heat x", "surface w b", "train 5 lr=[0.1, 1]"] {
            #expect(seen.run(source) == unseen.run(source))
            #expect(seen.told.figures.count == 1 && unseen.told.figures.isEmpty, "\(source)")
        }
        #expect(seen.run("plot y to=\"y.svg\"") == unseen.run("plot y"))
        #expect(seen.told.figures.isEmpty)
    }

    @Test("two tensors are x and y: a line where x rises, else points") func twoTensors() throws {
        var session = session("u = array([0.0, 1.0, 1.0, 2.0]); v = array([3.0, 4.0, 5.0, 6.0])")
        session.run("plot u v")
        #expect(try lines(session).map(\.x) == [[0, 1, 1, 2]] && lines(session).map(\.y) == [[3, 4, 5, 6]])
        #expect(try axes(session).x.label == "u" && axes(session).y.label == "v")
        session.run("plot u[::-1] v")
        #expect(try lines(session).isEmpty && points(session).map(\.x) == [[2, 1, 1, 0]])
        session.run("plot u v x=u")
        #expect(try lines(session).map(\.label) == ["u", "v"])
        #expect(try axes(session).legend?.entries.map(\.label) == ["u", "v"])
        session.run("plot u v u")
        #expect(try lines(session).map(\.x) == Array(repeating: [0, 1, 2, 3], count: 3))
        for source in ["plot u[::-1] v fit=v+1", "plot(u[::-1], v, fit=v+1)"] {
            session.run(source)
            let fitted = try lines(session)[0]
            #expect(try points(session).count == 1 && fitted.label == "v+1", "\(source)")
            #expect(fitted.x == [0, 1, 1, 2] && fitted.y == [7, 5, 6, 4])
        }
    }

    @Test("words are expressions, with operators in them") func expressions() throws {
        var session = session("u = array([0.0, 1.0]); v = array([3.0, 5.0])")
        for (source, expected) in [
            ("plot v - u", ["v - u"]), ("plot -v", ["-v"]), ("plot (u + v) / 2", ["(u + v) / 2"]),
            ("plot u v - u", ["v - u"]), ("plot u - v v x=u * 2", ["u - v", "v"]),
            ("plot v[::-1] ** 2", ["v[::-1] ** 2"]),
            ("plot [1, 2, 4]", ["[1, 2, 4]"]), ("plot u if True else v", ["u if True else v"]),
            ("plot (u, v)", ["v"]), ("plot (u) (v) (u)", ["u", "v", "u"]),
            ("plot([u, v * 2])", ["u", "v * 2"]),
            ("w = [u, v]; plot w", ["w[0]", "w[1]"]), ("plot u [u, v]", ["u", "v"]),
            ("plot [u, v[:1]]", ["u", "v[:1]"]),
            ("if True: plot -v", ["-v"]),
        ] {
            session.run(source)
            let labels = try lines(session).map(\.label)
            #expect(labels == expected, "\(source)")
        }
        session.run("hist v - u bins=3")
        #expect(try axes(session).x.label == "v - u")
        session.run("heat v.reshape(2, 1) @ u.reshape(1, 2)")
        #expect(try axes(session).y.label == "v.reshape(2, 1) @ u.reshape(1, 2)")
    }

    @Test("colours and sizes of points are those that numbers choose") func scattered() throws {
        var session = session("u = array([0.0, 1.0, 2.0]); v = array([3.0, 5.0, 4.0])")
        session.run("scatter u v c=v - 3 s=10 * u label=\"some\"")
        let drawn = try points(session)[0]
        #expect(drawn.sizes == [0, 10, 20] && drawn.label == "some")
        let bar = try #require(try axes(session).colorBar)
        #expect(bar.lowest == 0 && bar.highest == 2 && bar.label == "v - 3")
        #expect(drawn.colors == [0, 1, 0.5].map { bar.map.color(at: $0) } || drawn.colors[0] == bar.map.color(at: 0))
        session.run("scatter u v c=\"red\"")
        #expect(try points(session)[0].colors == [.rgb(1, 0, 0)])
        session.run("scatter u v")
        #expect(try points(session)[0].colors == [.cycle(0)] && axes(session).legend == nil)
    }

    @Test("losses stand over their epochs, a slice of them too") func epochs() throws {
        var session = session(Self.data, "train 20 every=0")
        for (source, first, step) in [
            ("losses", 1.0, 1.0), ("losses[-5:]", 16, 1), ("losses[3:]", 4, 1), ("losses[::4]", 1, 4),
        ] {
            session.run("plot \(source)")
            let drawn = try lines(session)[0]
            #expect(drawn.x[0] == first && drawn.x[1] == first + step, "\(source)")
            #expect(try axes(session).x.label == "epoch")
        }
        session.run("plot(losses * 1)")
        #expect(try axes(session).x.label == "index")
    }

    @Test("bins are np.histogram's") func bins() throws {
        var session = session("seed 5; v = randn 500")
        for bins in [1, 10, 33] {
            session.run("hist v bins=\(bins)")
            let bars = try axes(session).artists.compactMap { if case .area(let area) = $0 { area } else { nil } }
            session.run("counts, edges = np.histogram(v, bins=\(bins))")
            let workspace = session.interpreter.workspace
            let counts = try #require(workspace.tensor("counts")).asFloat64().elements
            let edges = try #require(workspace.tensor("edges")).asFloat64().elements
            // Empty bins have no bar.
            let filled = counts.indices.filter { counts[$0] > 0 }
            #expect(bars.map { $0.y[2] } == filled.map { counts[$0] } && bars.allSatisfy { $0.isBar && $0.y[0] == 0 })
            #expect(bars.map { $0.x[0] } == filled.map { edges[$0] })
            #expect(bars.map { $0.x[1] } == filled.map { edges[$0 + 1] })
        }
    }

    @Test("surface is the loss at each place") func surface() throws {
        var session = session(
            "seed 4; x = rand 30 3; y = rand 30 2; w = rand 3 2; b = rand 1 2", "surface w[2, 1] b[0, 1]")
        let axes = try axes(session)
        guard case .image(let field)? = axes.artists.first else {
            Issue.record("no image")
            return
        }
        let (x, y) = (axes.x.start...axes.x.end, axes.y.start...axes.y.end)
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
        func marks(_ session: TestSession, _ label: String) throws -> (x: [Double], y: [Double])? {
            let axes = try axes(session)
            guard let entry = axes.legend?.entries.first(where: { $0.label == label }) else { return nil }
            switch axes.artists[entry.artist] {
            case .line(let line): return (line.x, line.y)
            case .points(let points): return (points.x, points.y)
            default: return nil
            }
        }
        var session = session(Self.data, "train 64 lr=0.3 every=0", "surface w b")
        let path = try #require(try marks(session, "the way"))
        #expect(path.x.count == 8, "0, 1, 2, 4, … 64 epochs")
        #expect(path.x[0] == 0 && path.y[0] == 0)
        let present = try #require(try marks(session, "here"))
        #expect(abs(path.x[7] - present.x[0]) < 1e-9 && abs(path.y[7] - present.y[0]) < 1e-9)
        session.run("w = w + 1")
        session.run("surface w b")
        #expect(try marks(session, "the way") == nil && marks(session, "least") != nil)
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
        let curves = try lines(session)
        #expect(curves.map(\.label) == ["lr 0.5", "lr 9"] && curves[0].x[0] == 1)
        #expect(curves[1].y.count < 30 && curves[1].y.allSatisfy { $0 <= curves[1].y[0] * 10 })
        #expect(try axes(session).y.scale == .logarithmic && axes(session).y.label == "loss")
        // Functions of the user's own are used, as by a train of one rate.
        session.run("def forward(x, w, b):\n    return x @ w + b")
        let said = session.run("train 30 lr=[0.5]")
        #expect(said.hasPrefix("lr 0.5  : MSE Loss ") && said.hasSuffix(" after 30 epochs\n"))
    }

    @Test("a picture is whole or not there") func file() throws {
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
        session.run("plot([1, 2], to=\"\(folder.appending(path: "v.PNG").path)\")")
        let picture = try Data(contentsOf: folder.appending(path: "v.PNG"))
        #expect(
            Array(picture.prefix(4)) == [0x89, 0x50, 0x4E, 0x47] && picture.suffix(8).prefix(4) == Data("IEND".utf8))
    }
}

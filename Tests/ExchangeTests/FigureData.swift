import Builtins
import Foundation
import Interpreter
import Rendering
import Sessions

/// What the figures of a session hold, for `Tests/Interop`, which compares it with what matplotlib's hold.
enum FigureData {
    /// A line of JSON for each figure that a session shows.
    static func text(of file: SessionFile) throws -> String {
        var options = InterpreterOptions()
        options.seed = 83124
        options.showsDrawings = true
        let gathered = Gathered()
        try Replayer.replayAside(file, with: Interpreter(options: options)) { report in
            if case .event(.drawing(let figure, _), _) = report { gathered.figures.append(figure) }
            return true
        }
        return gathered.figures.map { json($0.axes.map(axes)) + "\n" }.joined()
    }

    private final class Gathered { var figures: [Figure] = [] }

    private static func json(_ value: Any) -> String {
        guard let data = try? JSONSerialization.data(withJSONObject: value, options: [.sortedKeys]) else { return "" }
        return String(decoding: data, as: UTF8.self)
    }

    private static func axes(_ axes: Axes) -> [String: Any] {
        var lines: [Any] = []
        var points: [[Any]] = []
        var bars: [Any] = []
        var images: [Any] = []
        for artist in axes.artists {
            switch artist {
            case .line(let line): lines.append([numbers(line.x), numbers(line.y)])
            case .points(let marks):
                // A mark and the rim below it are one in matplotlib.
                let whole = zip(marks.x, marks.y).filter { $0.isFinite && $1.isFinite }
                let all = [numbers(whole.map(\.0)), numbers(whole.map(\.1))]
                if points.isEmpty || json(points[points.count - 1]) != json(all) { points.append(all) }
            case .area(let area) where area.isBar: bars.append(numbers([area.x[0], area.x[1], area.y[2]]))
            case .image(let image):
                images.append([image.rows, image.columns, numbers(some(of: image.values))] as [Any])
            case .area, .segments, .rule, .text: break
            }
        }
        return [
            "title": axes.title, "x": axes.x.label, "y": axes.y.label, "log": axes.y.scale == .logarithmic,
            "lines": lines, "points": points, "bars": bars, "images": images,
        ]
    }

    /// Of many values about two hundred, at equal distances.
    private static func some(of values: [Double]) -> [Double] {
        stride(from: 0, to: values.count, by: max(values.count / 200, 1)).map { values[$0] }
    }

    /// Numbers, null for what JSON has none for.
    private static func numbers(_ values: [Double]) -> [Any] { values.map { $0.isFinite ? $0 as Any : NSNull() } }
}

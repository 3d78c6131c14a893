import Foundation
import Tensors

/// Reads what the scripts in `Tests/Fixtures/Tensors/B` write: views, indices and outcomes as text.
enum ViewText {
    /// The lines of a fixture.
    static func lines(_ name: String, file: String = #filePath) throws -> [String] {
        let folder = URL(fileURLWithPath: file).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let path = folder.appendingPathComponent("Fixtures/Tensors/B/\(name)")
        return try String(contentsOf: path, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    static func fields(_ text: some StringProtocol, _ separator: Character) -> [String] {
        text.split(separator: separator, maxSplits: .max, omittingEmptySubsequences: false).map { String($0) }
    }

    static func integers(_ text: some StringProtocol) -> [Int] {
        text.split(separator: ",").compactMap { Int($0) }
    }

    /// A tensor of consecutive integers, seen through the transposes, slices and broadcasts of `text`.
    static func view(_ text: String) throws -> Tensor {
        let steps = fields(text, " ")
        let shape = Shape(integers(steps[0]))
        var tensor = Tensor.int64(NDArray(Array(0..<shape.count), shape: shape))
        for step in steps.dropFirst() {
            let body = step.dropFirst()
            switch step.first {
            case "T": tensor = try tensor.transposed(axes: integers(body))
            case "B": tensor = try tensor.broadcast(to: Shape(integers(body)))
            default:
                let parts = fields(body, ";")
                let axes = [TensorIndex](repeating: .all, count: Int(parts[0]) ?? 0)
                tensor = try tensor.indexed(by: axes + indices(parts[1]))
            }
        }
        return tensor
    }

    static func indices(_ text: String) -> [TensorIndex] {
        text.split(separator: " ").map { index(String($0)) }
    }

    private static func index(_ text: String) -> TensorIndex {
        if text == "..." { return .ellipsis }
        if text == "N" { return .newAxis }
        if let place = Int(text) { return .integer(place) }
        let bounds = fields(text, ":")
        if bounds.count == 3 {
            return .slice(lower: Int(bounds[0]), upper: Int(bounds[1]), step: Int(bounds[2]))
        }
        let parts = fields(text.dropFirst(), "=")
        let shape = Shape(integers(parts[0]))
        if text.first == "M" { return .mask(NDArray(parts[1].map { $0 == "1" }, shape: shape)) }
        if text.first == "A" { return .integers(NDArray(integers(parts[1]), shape: shape)) }
        let reversed = NDArray(integers(parts[1]), shape: Shape(shape.dimensions.reversed()))
        return .integers(
            NDArray(buffer: reversed.buffer, shape: shape, strides: AxisValues(reversed.strides.reversed()), offset: 0))
    }

    /// Shape, strides (0 where the length is 1) and checksum, as `outcome` in `common.py`.
    static func outcome(_ tensor: Tensor) -> String {
        let lengths = tensor.shape.dimensions
        let strides = tensor.count == 0 ? [] : zip(tensor.strides, lengths).map { $1 == 1 ? 0 : $0 }
        return "\(numbers(Array(tensor.shape.dimensions)))|\(numbers(strides))|\(checksum(tensor))"
    }

    static func numbers(_ values: [Int]) -> String { values.map(String.init).joined(separator: ",") }

    /// A checksum of the elements in C order, as integers.
    static func checksum(_ tensor: Tensor, factor: Double = 1) -> Int {
        tensor.asFloat64().elements.reduce(0) { ($0 * 31 + Int($1 * factor) + 1) %% 1_000_000_007 }
    }
}

infix operator %% : MultiplicationPrecedence

/// Python's remainder, which is never negative here.
private func %% (value: Int, divisor: Int) -> Int { (value % divisor + divisor) % divisor }

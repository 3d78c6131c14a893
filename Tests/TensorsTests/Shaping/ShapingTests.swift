import Tensors
import Testing

@Suite struct ShapingTests {
    @Test func randomChangesOfShapeGiveNumPysShapesStridesAndElements() throws {
        let lines = try ViewText.lines("shaping.txt")
        #expect(lines.count == 3000)
        for line in lines {
            let fields = ViewText.fields(line, "/")
            let tensor = try ViewText.view(fields[0])
            let arguments = ViewText.integers(fields[2])
            let result = IndexingTests.result { try Self.apply(fields[1], tensor, arguments) }
            #expect(result == fields[3], "\(line)")
        }
    }

    static func apply(_ name: String, _ tensor: Tensor, _ arguments: [Int]) throws -> Tensor {
        switch name {
        case "reshape": try tensor.reshaped(to: arguments)
        case "ravel": try tensor.raveled()
        case "flatten": try tensor.flattened()
        case "swapaxes": try tensor.swappingAxes(arguments[0], arguments[1])
        case "moveaxis": try tensor.movingAxis(arguments[0], to: arguments[1])
        case "expand_dims": try tensor.expandingDimensions(at: arguments)
        case "squeeze": try tensor.squeezed(axes: arguments)
        case "squeezeall": try tensor.squeezed()
        case "flip": try tensor.flipped(axes: arguments)
        case "roll": try tensor.rolled(by: arguments[0], axis: arguments[1])
        case "rollall": try tensor.rolled(by: arguments[0])
        case "repeat": try tensor.repeated(Array(arguments.dropFirst()), axis: arguments[0])
        case "repeatall": try tensor.repeated(arguments)
        case "tile": try tensor.tiled(arguments)
        case "diff": try tensor.differences(order: arguments[1], axis: arguments[0])
        case "tril": try tensor.lowerTriangle(offset: arguments[0])
        case "triu": try tensor.upperTriangle(offset: arguments[0])
        case "diagonal": try tensor.diagonal(offset: arguments[0])
        case "diag": try tensor.diag(offset: arguments[0])
        case "atleast_2d": tensor.atLeast2D()
        case "atleast_3d": tensor.atLeast3D()
        case "broadcast_to": try tensor.broadcast(to: Shape(arguments))
        case "split": try #require(tensor.split(into: arguments[0], axis: arguments[1], equally: true).last)
        case "array_split": try #require(tensor.split(into: arguments[0], axis: arguments[1], equally: false).first)
        case "copy": try tensor.copyKeepingOrder()
        default: try #require(nil, "\(name)")
        }
    }

    @Test func randomJoinsGiveNumPysShapesStridesAndElements() throws {
        let lines = try ViewText.lines("joining.txt")
        #expect(lines.count == 1500)
        for line in lines {
            let fields = ViewText.fields(line, "/")
            let parts = ViewText.fields(fields[0].replacing(";;", with: "|"), "|")
            let tensors = try parts.map { try ViewText.view($0) }
            let axis = try #require(Int(fields[2]))
            let result = IndexingTests.result { try Self.join(fields[1], tensors, axis) }
            #expect(result == fields[3], "\(line)")
        }
    }

    static func join(_ name: String, _ tensors: [Tensor], _ axis: Int) throws -> Tensor {
        switch name {
        case "concatenate": try .concatenate(tensors, axis: axis)
        case "flat": try .concatenate(tensors, axis: nil)
        case "stack": try .stack(tensors, axis: axis)
        case "vstack": try .verticalStack(tensors)
        case "hstack": try .horizontalStack(tensors)
        case "column_stack": try .columnStack(tensors)
        case "c_": try .joinColumns(tensors)
        case "r_": try .joinRows(tensors)
        case "append": try tensors[0].appending(tensors[tensors.count - 1], axis: axis)
        default: try #require(nil, "\(name)")
        }
    }

    @Test func joiningPromotes() throws {
        let mask = Tensor.bool(NDArray([true, false], shape: [2]))
        let whole = Tensor.int64(NDArray([3, 4], shape: [2]))
        let float = Tensor.float64(NDArray([0.5], shape: [1]))
        #expect(try Tensor.concatenate([mask, mask]).dtype == .bool)
        #expect(try Tensor.concatenate([mask, whole]).dtype == .int64)
        let all = try Tensor.concatenate([mask, whole, float])
        #expect(all.dtype == .float64)
        #expect(all.asFloat64().elements == [1, 0, 3, 4, 0.5])
    }

    @Test func errorsCarryShapes() {
        let matrix = Tensor.int64(NDArray(Array(0..<6), shape: [2, 3]))
        #expect(throws: TensorError.cannotReshape(from: [2, 3], to: [4, -1])) { try matrix.reshaped(to: [4, -1]) }
        #expect(throws: TensorError.cannotReshape(from: [2, 3], to: [Int.max, 2])) {
            try matrix.reshaped(to: [Int.max, 2])
        }
        #expect(throws: TensorError.cannotJoin(function: "vstack", [[2, 3], [1, 2]])) {
            try Tensor.verticalStack([matrix, .int64(NDArray([1, 2], shape: [2]))])
        }
        #expect(throws: TensorError.axisOutOfRange(axis: 2, rank: 2)) { try matrix.swappingAxes(0, 2) }
        #expect(throws: TensorError.self) { try matrix.repeated([Int.max]) }
        #expect(throws: TensorError.self) { try matrix.tiled([Int.max, 3]) }
        #expect(throws: TensorError.self) { try Tensor.int64(NDArray([1], shape: [1])).diag(offset: .min) }
        #expect(throws: TensorError.self) { try matrix.split(into: Int.max, equally: false) }
    }

    @Test func meshgridAndSplits() throws {
        let x = Tensor.int64(NDArray([1, 2, 3], shape: [3]))
        let y = Tensor.int64(NDArray([4, 5], shape: [2]))
        let grids = try Tensor.meshgrid([x, y])
        #expect(grids.map(\.shape) == [[2, 3], [2, 3]])
        #expect(grids.map { $0.asFloat64().elements } == [[1, 2, 3, 1, 2, 3], [4, 4, 4, 5, 5, 5]])
        #expect(try Tensor.meshgrid([x, y], columnsFirst: false).map(\.shape) == [[3, 2], [3, 2]])
        let parts = try x.split(at: [1, -1])
        #expect(parts.map { $0.asFloat64().elements } == [[1], [2], [3]])
    }
}

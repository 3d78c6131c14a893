internal import Compiler
internal import Tensors

/// Slices of vectors and matrices, which are views, without a list of indices.
extension Machine {
    /// `R[b][part]` or `R[b][part, columns]` with slices and ints, as a view; false in any other case.
    @inline(never)
    func getPart(_ i: Instruction) -> Bool {
        guard case .array(let array) = registers[Int(i.b)],
            let part = part(of: array, i, from: Int(i.c), isSlice: i.opcode == .getSlice)
        else { return false }
        (registers + Int(i.a)).put(.array(array.derived(part)))
        return true
    }

    /// `R[a][part] = R[c]` or `R[a][part, columns] = R[c]` for small arrays of one dtype that the running cell may
    /// modify freely; false in any other case.
    @inline(never)
    func setPart(_ i: Instruction) -> Bool {
        let r = registers
        guard case .array(let array) = r[Int(i.a)], array.isFree, case .array(let source) = r[Int(i.c)],
            let values = source.small,
            let part = part(of: array, i, from: Int(i.b), isSlice: i.opcode == .setSlice),
            let target = SmallArray(part)
        else { return false }
        return target.overwrite(with: values)
    }

    private func part(of array: ArrayObject, _ i: Instruction, from first: Int, isSlice: Bool) -> Tensor? {
        let r = registers
        if isSlice {
            guard let lower = Self.bound(r[first]), let upper = Self.bound(r[first + 1]),
                let step = i.flags.contains(.hasStep) ? Self.bound(r[first + 2]) : .some(nil)
            else { return nil }
            return array.tensor.part(.slice(lower: lower, upper: upper, step: step))
        }
        guard i.flags.rawValue == 2, let rows = Self.axisPart(r[first]), let columns = Self.axisPart(r[first + 1])
        else {
            return nil
        }
        return array.tensor.part(rows, columns)
    }

    private static func axisPart(_ value: Value) -> AxisPart? {
        switch value {
        case .int(let place): .place(place)
        case .slice(let slice) where !slice.isClamped && slice.labels == nil:
            .slice(lower: slice.lower, upper: slice.upper, step: slice.step)
        default: nil
        }
    }

    /// A slice bound that is an int or missing; nil for anything else.
    private static func bound(_ value: Value) -> Int?? {
        switch value {
        case .int(let number): .some(number)
        case .none: .some(nil)
        default: nil
        }
    }
}

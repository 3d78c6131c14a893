internal import CObjects
internal import Compiler
internal import Syntax
internal import Tensors

/// Operators on small numeric arrays, where notebooks with few rows spend most of their time.
///
/// The results are the same as in the general implementation, which handles all other cases. The memory of a
/// temporary operand that nothing else holds is reused for the result.
extension Machine {
    /// `R[a] = R[b] op R[c]`, or with an int on the right; false, without any effect, if the operands are not small
    /// arrays.
    @inline(__always)
    func combineArrays(
        _ i: Instruction, _ operation: Syntax.BinaryOperator, right number: Int? = nil
    ) -> Bool {
        let r = registers
        guard r[Int(i.b)].isArray || number == nil && r[Int(i.c)].isArray else { return false }
        return combineSmallArrays(i, operation, right: number)
    }

    @inline(never)
    private func combineSmallArrays(_ i: Instruction, _ operation: Syntax.BinaryOperator, right number: Int?) -> Bool {
        let (target, left, right) = (registers + Int(i.a), registers + Int(i.b), registers + Int(i.c))
        guard let elementwise = operation.elementwise else {
            if i.flags.contains(.inPlace) || number != nil { return false }
            return multiply(left, right, into: target)
        }
        let isInPlace = i.flags.contains(.inPlace)
        let isLeftFree = isInPlace ? left.isArrayFree : i.flags.contains(.takesB) && left.isLoneArray
        let isRightFree = !isInPlace && number == nil && i.flags.contains(.takesC) && right.isLoneArray
        guard let first = left.smallOperand(isFree: isLeftFree),
            let second = number.map({ SmallOperand($0) }) ?? right.smallOperand(isFree: isRightFree),
            let outcome = SmallOutcome.of(elementwise, first, second, mustBeInLeft: isInPlace)
        else { return false }
        switch outcome {
        case .new(let result): target.put(.array(ArrayObject(result)))
        case .inLeft: if i.a != i.b { target.put(isInPlace ? left.pointee : left.take()) }
        case .inRight: if i.a != i.c { target.put(right.take()) }
        }
        return true
    }

    private func multiply(
        _ left: UnsafeMutablePointer<Value>, _ right: UnsafeMutablePointer<Value>,
        into target: UnsafeMutablePointer<Value>
    ) -> Bool {
        guard case .array(let first) = left.pointee, case .array(let second) = right.pointee, let first = first.small,
            let second = second.small, let product = Tensor.directProduct(first, second)
        else { return false }
        target.put(product.scalar.map { .element($0) } ?? .array(ArrayObject(product)))
        return true
    }

    /// The result of a call with only a value, `axis=` and `keepdims=`; nil if the function has no direct form.
    @inline(never)
    func reducedDirectly(_ i: Instruction, _ shape: CallShape) -> Value? {
        var callee = registers + Int(i.a)
        // For a module's function `loadMethod` left nothing before it; for a method the receiver follows it.
        var isMethod = i.opcode == .callMethodArguments
        if isMethod, case .unset = callee.pointee { (callee, isMethod) = (callee + 1, false) }
        guard case .builtin(let builtin) = callee.pointee, let form = builtin.direct.alongAxis else { return nil }
        var (axis, keepsAxis): (Int?, Bool) = (nil, false)
        for (place, argument) in shape.arguments.enumerated() {
            switch argument {
            case .positional: if isMethod || place > 0 { return nil }
            case .keyword(let name):
                switch (name, callee[place + (isMethod ? 2 : 1)]) {
                case ("axis", .int(let number)) where isMethod || place > 0: axis = number
                case ("keepdims", .bool(let flag)) where isMethod || place > 0: keepsAxis = flag
                default: return nil
                }
            case .starred, .doubleStarred: return nil
            }
        }
        guard let axis, case .array(let array) = callee[1], let small = array.small else { return nil }
        let value = form(small, axis, keepsAxis)
        if value != nil { (callee + 1).clear(shape.arguments.count + (isMethod ? 1 : 0)) }
        return value
    }
}

extension Value {
    @inline(__always) fileprivate var isArray: Bool { if case .array = self { true } else { false } }
}

extension UnsafeMutablePointer<Value> {
    /// Whether this register alone holds the array, and nothing else uses its buffer.
    fileprivate var isLoneArray: Bool {
        guard pointee.isArray else { return false }
        // The payload reference is the first word of a value.
        let object = UnsafeRawPointer(self).load(as: UnsafeRawPointer.self)
        guard reference_count(object) == 1, case .array(let array) = pointee, !array.isReadOnly,
            let buffer = array.small?.bufferAddress
        else { return false }
        return reference_count(buffer) == 1
    }

    /// Whether the running cell may write to the whole array that a statement changes, without further checks.
    fileprivate var isArrayFree: Bool { if case .array(let array) = pointee { array.isFree } else { false } }

    /// The value as an operand of an operation on few numbers; nil if it is not one.
    fileprivate func smallOperand(isFree: Bool) -> SmallOperand? {
        switch pointee {
        case .array(let array): array.small.flatMap { SmallOperand($0, isFree: isFree) }
        case .float(let number), .scalar(.float64(let number)): SmallOperand(number)
        case .int(let number), .scalar(.int64(let number)): SmallOperand(number)
        default: nil
        }
    }
}

internal import CObjects
internal import Compiler
internal import Syntax
internal import Tensors

/// Operators on small numeric arrays, where notebooks with few rows spend most of their time.
///
/// The results are the same as in the general implementation, which handles all other cases. An array that nothing
/// holds any longer is given the elements of a later result.
extension Machine {
    /// `R[a] = R[b] op R[c]`, or with an int on the right, where one is an array; false, without any effect, if they are
    /// not small arrays and numbers.
    @inline(never)
    func combineSmallArrays(_ i: Instruction, _ operation: Syntax.BinaryOperator, right number: Int?) -> Bool {
        let (left, right) = (registers + Int(i.b), registers + Int(i.c))
        let isInPlace = i.flags.contains(.inPlace)
        guard let elementwise = operation.elementwise else {
            if isInPlace || number != nil { return false }
            return multiply(i, left, right)
        }
        if let first = left.quickOperand, let second = number.map({ QuickOperand($0) }) ?? right.quickOperand {
            guard let form = first.form(with: second) else { return false }
            return store(i, form, hasNumber: number != nil) {
                QuickArithmetic.combine(elementwise, first, second, into: $0, form)
            }
        }
        guard let first = left.smallOperand, let second = number.map({ SmallOperand($0) }) ?? right.smallOperand,
            let operation = SmallOperation(elementwise, first, second)
        else { return false }
        return store(i, operation.form, hasNumber: number != nil) { operation.run(into: $0) }
    }

    /// Writes elements to an array that is spare or new, so that the operands are unchanged if the general code must
    /// find the warnings, and stores it in `R[a]`. A temporary operand is spare afterwards.
    @inline(__always)
    private func store(
        _ i: Instruction, _ form: QuickArray.Form, hasNumber: Bool, write: (UnsafeMutableRawPointer) -> Bool
    ) -> Bool {
        guard let result = spares.take(form) else { return false }
        guard write(result.quick.start) else {
            spares.keep(result)
            return false
        }
        let (target, left, right) = (registers + Int(i.a), registers + Int(i.b), registers + Int(i.c))
        if i.flags.contains(.inPlace) {
            defer { spares.keep(result) }
            guard let array = left.array?._withUnsafeGuaranteedRef({ $0 }), array.quick.form == form, array.isFree
            else { return false }
            array.quick.start.copyMemory(from: result.quick.start, byteCount: form.count * MemoryLayout<Double>.stride)
            if i.a != i.b { target.put(left.pointee) }
            return true
        }
        if i.flags.contains(.takesB), i.a != i.b { drop(left) }
        if !hasNumber, i.flags.contains(.takesC), i.a != i.c { drop(right) }
        var former = target.move()
        target.initialize(to: .array(result))
        drop(&former)
        return true
    }

    /// Unsets a register. An array that only it held becomes spare.
    @inline(__always)
    func drop(_ register: UnsafeMutablePointer<Value>) {
        if register.isPlain { return register.initialize(to: .unset) }
        dropObject(register)
    }

    @inline(never)
    private func dropObject(_ register: UnsafeMutablePointer<Value>) {
        guard let array = register.array, array._withUnsafeGuaranteedRef({ $0.isLone }) else {
            return register.clear()
        }
        // The reference moves from the register.
        register.initialize(to: .unset)
        spares.keep(array.takeRetainedValue())
    }

    private func multiply(
        _ i: Instruction, _ left: UnsafeMutablePointer<Value>, _ right: UnsafeMutablePointer<Value>
    ) -> Bool {
        guard let first = left.array?._withUnsafeGuaranteedRef({ $0.small }),
            let second = right.array?._withUnsafeGuaranteedRef({ $0.small })
        else { return false }
        if let form = QuickArray.Form(productOf: first, second) {
            return store(i, form, hasNumber: false) { QuickArithmetic.multiply(first, second, into: $0, form) }
        }
        guard let number = Tensor.directProduct(first, second)?.scalar else { return false }
        (registers + Int(i.a)).put(.element(number))
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
        if value != nil { for index in 1...shape.arguments.count + (isMethod ? 1 : 0) { drop(callee + index) } }
        return value
    }
}

extension UnsafeMutablePointer<Value> {
    /// The value as an operand of a quick operation; nil if it is not one.
    @inline(__always) fileprivate var quickOperand: QuickOperand? {
        if let array {
            let quick = array._withUnsafeGuaranteedRef { $0.quick }
            return quick.form == .none ? nil : QuickOperand(quick)
        }
        return switch pointee {
        case .float(let number), .scalar(.float64(let number)): QuickOperand(number)
        case .int(let number), .scalar(.int64(let number)): QuickOperand(number)
        default: nil
        }
    }

    /// The value as an operand of an operation on few numbers; nil if it is not one.
    fileprivate var smallOperand: SmallOperand? {
        switch pointee {
        case .array(let array): array.small.flatMap { SmallOperand($0) }
        case .float(let number), .scalar(.float64(let number)): SmallOperand(number)
        case .int(let number), .scalar(.int64(let number)): SmallOperand(number)
        default: nil
        }
    }
}

/// Arrays of few numbers that nothing holds any longer, for the next results of their forms.
///
/// A loop makes arrays of the same few forms again and again; making one takes two allocations.
struct SpareArrays: ~Copyable {
    /// Several places for each value of ``QuickArray/Form/place``.
    private let places: UnsafeMutablePointer<ArrayObject?>
    private static var sets: Int { 8 }
    private static var ways: Int { 4 }

    init() {
        places = .allocate(capacity: Self.sets * Self.ways)
        places.initialize(repeating: nil, count: Self.sets * Self.ways)
    }

    deinit {
        places.deinitialize(count: Self.sets * Self.ways)
        places.deallocate()
    }

    /// An array of this form, made by the running cell, whose elements are yet to be written; nil if memory runs out.
    @inline(__always)
    borrowing func take(_ form: QuickArray.Form) -> ArrayObject? {
        let places = places + form.place * Self.ways
        for way in 0..<Self.ways {
            guard let array = (places + way).pointee else { continue }
            if array.quick.form == form {
                (places + way).pointee = nil
                array.renew()
                return array
            }
        }
        return form.make().map { ArrayObject($0) }
    }

    /// Keeps an array that is ``ArrayObject/isLone``, in the place of another if there is no free one.
    @inline(__always)
    borrowing func keep(_ array: consuming ArrayObject) {
        let places = places + array.quick.form.place * Self.ways
        for way in 0..<Self.ways where (places + way).pointee == nil {
            (places + way).initialize(to: array)
            return
        }
        places.pointee = array
    }
}

internal import Tensors

/// What the translation to a program knows of a value.
enum ProgramValue {
    /// A Python int, and what it is if that is known beforehand.
    case integer(IntegerRegister, constant: Int?)
    /// A Python bool, from a comparison.
    case truth(IntegerRegister)
    /// A Python float or NumPy's float64.
    case number(ArrayRegister, isNumPy: Bool)
    /// A float64 tensor with at least one axis.
    case array(ArrayRegister)
    case tuple([ProgramValue])
    /// A function, module or type, which the program relies on being just this one.
    case fixed(Value)
    case none

    /// A result of a tensor operation: a NumPy scalar where there are no axes.
    static func result(_ register: ArrayRegister) -> ProgramValue {
        register.layout.shape.rank == 0 ? .number(register, isNumPy: true) : .array(register)
    }

    /// The arrays that it consists of.
    var arrays: [ArrayRegister] {
        switch self {
        case .array(let register): [register]
        case .tuple(let items): items.flatMap(\.arrays)
        default: []
        }
    }

    /// The arrays and numbers that it consists of.
    var registers: [ArrayRegister] {
        switch self {
        case .array(let register), .number(let register, _): [register]
        case .tuple(let items): items.flatMap(\.registers)
        default: []
        }
    }

    /// The value that it stands for after a run; nil for what can't leave a program.
    func value(in machine: NumericMachine) -> Value? {
        switch self {
        case .integer(let register, _): return .int(machine.integer(register))
        case .number(let register, let isNumPy):
            let number = machine.number(register)
            return isNumPy ? .scalar(.float64(number)) : .float(number)
        case .array(let register): return .array(ArrayObject(.float64(machine.array(register))))
        case .tuple(let items):
            var values: [Value] = []
            values.reserveCapacity(items.count)
            for item in items {
                guard let value = item.value(in: machine) else { return nil }
                values.append(value)
            }
            return .tuple(TupleObject(values))
        case .none: return .some(.none)
        case .truth, .fixed: return nil
        }
    }

    /// Whether it can leave a program. A tuple in a tuple can't: it may be there twice, as one object.
    var canLeave: Bool {
        switch self {
        case .truth, .fixed: false
        case .tuple(let items): items.allSatisfy { if case .tuple = $0 { false } else { $0.canLeave } }
        default: true
        }
    }
}

/// Something that a program takes from outside: where from, and what it must be.
struct ProgramInput {
    /// Where a value comes from.
    enum Place: Hashable {
        case argument(Int)
        /// A name of the function that is running.
        case local(String)
        /// A name of the workspace, or of the built-ins.
        case global(String)
    }

    /// What it must be, and where it goes.
    enum Kind {
        /// Read where it lies.
        case array(ArrayRegister, number: Int)
        /// Copied, because the program assigns it.
        case variable(ArrayRegister)
        case number(ArrayRegister, isNumPy: Bool)
        case integer(IntegerRegister)
        case fixed(Value)
    }

    let place: Place
    let kind: Kind

    /// What the translation makes of it.
    var value: ProgramValue {
        switch kind {
        case .array(let register, _), .variable(let register): .array(register)
        case .number(let register, let isNumPy): .number(register, isNumPy: isNumPy)
        case .integer(let register): .integer(register, constant: nil)
        case .fixed(let value): .fixed(value)
        }
    }

    /// Plans to take in a value like this one; nil if programs don't know its kind.
    init?(_ place: Place, like value: Value, isAssigned: Bool, _ builder: inout NumericProgramBuilder) {
        self.place = place
        switch value {
        case .array(let object) where object.rank > 0:
            guard case .float64(let array) = object.tensor else { return nil }
            let layout = ArrayLayout(shape: array.shape, strides: array.strides)
            if isAssigned {
                guard let register = builder.variable(layout) else { return nil }
                kind = .variable(register)
            } else {
                guard let input = builder.input(layout) else { return nil }
                kind = .array(input.register, number: input.number)
            }
        case .float, .scalar(.float64):
            guard let register = builder.variable(.number) else { return nil }
            if case .float = value {
                kind = .number(register, isNumPy: false)
            } else {
                kind = .number(register, isNumPy: true)
            }
        case .int: kind = .integer(builder.integer())
        case .function, .builtin, .namespace, .type:
            if isAssigned { return nil }
            kind = .fixed(value)
        default: return nil
        }
    }

    /// Takes a value in; false if it isn't what the program was made for.
    func load(_ value: Value, into machine: NumericMachine) -> Bool {
        switch (kind, value) {
        case (.array(let register, let number), .array(let object)):
            guard let array = object.elements(register.layout) else { return false }
            machine.setInput(number, to: array)
        case (.variable(let register), .array(let object)):
            guard let array = object.elements(register.layout) else { return false }
            machine.set(register, to: array)
        case (.number(let register, isNumPy: false), .float(let number)),
            (.number(let register, isNumPy: true), .scalar(.float64(let number))):
            machine.set(register, to: number)
        case (.integer(let register), .int(let number)): machine.set(register, to: number)
        case (.fixed(let expected), _): return expected.isSameFixture(as: value)
        default: return false
        }
        return true
    }
}

extension ArrayObject {
    /// Its float64 elements, if they lie like this.
    fileprivate func elements(_ layout: ArrayLayout) -> NDArray<Double>? {
        guard case .float64(let array) = tensor, array.shape == layout.shape, array.strides == layout.strides else {
            return nil
        }
        return array
    }
}

extension Value {
    /// Whether both are the same function, module or type.
    fileprivate func isSameFixture(as other: Value) -> Bool {
        switch (self, other) {
        case (.function(let left), .function(let right)):
            left.code === right.code && right.scope == nil && left.defaults.count == right.defaults.count
                && zip(left.defaults, right.defaults).allSatisfy { $0.isSameNumber(as: $1) }
        case (.builtin(let left), .builtin(let right)): left === right
        case (.namespace(let left), .namespace(let right)): left == right
        case (.type(let left), .type(let right)): left == right
        default: false
        }
    }

    /// Whether both are the same Python number, to the bit.
    private func isSameNumber(as other: Value) -> Bool {
        switch (self, other) {
        case (.int(let left), .int(let right)): left == right
        case (.float(let left), .float(let right)): left.bitPattern == right.bitPattern
        default: false
        }
    }
}

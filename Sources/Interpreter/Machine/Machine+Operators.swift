internal import Compiler
internal import Kernels
internal import Syntax
internal import Tensors

extension Machine {
    // MARK: - Operators

    /// `R[a] = R[b] op R[c]`, general case.
    @inline(never)
    func binary(_ i: Instruction) throws(Failure) {
        let r = registers
        let operation = Self.operations[Int(i.opcode.rawValue - Opcode.add.rawValue)]
        if (r + Int(i.b)).array != nil || (r + Int(i.c)).array != nil {
            if combineSmallArrays(i, operation, right: nil) { return }
        } else if let value = PythonArithmetic.direct(r[Int(i.b)], operation, r[Int(i.c)]) {
            return (r + Int(i.a)).put(value)
        }
        try binary(i, operation, r[Int(i.c)])
    }

    /// The same with a number in the instruction.
    @inline(never)
    func binaryInteger(_ i: Instruction) throws(Failure) {
        let operation = Self.operations[Int(i.opcode.rawValue - Opcode.addInteger.rawValue)]
        let r = registers
        if (r + Int(i.b)).array != nil {
            if combineSmallArrays(i, operation, right: i.integerC) { return }
        } else if let value = PythonArithmetic.direct(r[Int(i.b)], operation, .int(i.integerC)) {
            return (r + Int(i.a)).put(value)
        }
        try binary(i, operation, .int(i.integerC))
    }

    private static let operations: [Syntax.BinaryOperator] = [
        .add, .subtract, .multiply, .divide, .floorDivide, .remainder, .power, .matrixMultiply, .bitwiseAnd,
        .bitwiseOr, .bitwiseXor, .leftShift, .rightShift,
    ]

    /// `text += other`, in place if nothing holds the text except the name that the next instruction stores the
    /// result in; otherwise false.
    private func append(_ other: Text, to register: Int) throws(Failure) -> Bool {
        let place = registers + register
        guard case .string = place.pointee else { return false }
        let taken = place.take()
        guard case .string(var text) = consume taken else { return false }
        var slot: Int?
        defer {
            if let slot { workspace.replaceLogged(at: slot, by: .string(text)) }
            place.put(.string(text))
        }
        if !isKnownUniquelyReferenced(&text) {
            slot = storedGlobal(after: register, holding: text)
            guard let slot else { return false }
            workspace.replaceLogged(at: slot, by: .none)
            guard isKnownUniquelyReferenced(&text) else { return false }
        }
        do { try Allowance.check(text.byteCount, plus: other.byteCount) } catch { throw failure(error) }
        text.append(other)
        if Interruption.isRequested { throw failure(.interrupted) }
        return true
    }

    /// The slot that the next instruction stores a register into, if that slot holds the text and its old value is in
    /// the log.
    private func storedGlobal(after register: Int, holding text: Text) -> Int? {
        guard let next = next?.pointee, next.opcode == .storeGlobal, Int(next.a) == register else { return nil }
        let slot = frame.code.slots[Int(next.b)]
        guard workspace.isLogged(at: slot), case .string(let held)? = workspace.value(at: slot), held === text else {
            return nil
        }
        return slot
    }

    private func binary(
        _ i: Instruction, _ operation: Syntax.BinaryOperator, _ right: Value
    ) throws(Failure) {
        if i.opcode == .add, i.flags.contains(.inPlace), case .string(let text) = right, i.a == i.b,
            try append(text, to: Int(i.a))
        {
            return
        }
        let left = registers[Int(i.b)]
        if left.isAbsent || right.isAbsent {
            let value = try absentResult(left, right)
            return (registers + Int(i.a)).put(value)
        }
        var flags: FloatingPointFlags = []
        do throws(EvaluationError) {
            let isInPlace = i.flags.contains(.inPlace)
            if isInPlace, case .list(let list) = left, try Operators.changeInPlace(list, operation, right) {
                (registers + Int(i.a)).put(left)
                return
            }
            if isInPlace, case .instance(let instance) = left,
                let result = try Special.changeInPlace(instance, operation, right)
            {
                (registers + Int(i.a)).put(result)
                return
            }
            if isInPlace, right.isInstance, let result = try overridden(operation, inPlace: left, right) {
                (registers + Int(i.a)).put(result)
                return
            }
            if isInPlace, try Operators.changeInPlace(left, operation, right) {
                (registers + Int(i.a)).put(left)
                return
            }
            if isInPlace, case .array(let array) = left,
                try array.changeFlat(operation.elementwise, by: right, flags: &flags)
            {
                if Interruption.isRequested { throw .interrupted }
                if !flags.isEmpty { try warn(of: flags, of: operation, isScalar: false) }
                (registers + Int(i.a)).put(left)
                return
            }
            let value = try Operators.binary(left, operation, right, flags: &flags)
            if Interruption.isRequested { throw .interrupted }
            if !flags.isEmpty {
                try warn(of: flags, of: operation, isScalar: left.isWithoutArray && right.isWithoutArray)
            }
            if isInPlace, case .array(let array) = left, let result = value.directTensor {
                try replace(array, with: result, operation)
                (registers + Int(i.a)).put(left)
            } else {
                (registers + Int(i.a)).put(value)
            }
        } catch .tensor(let error, _, _) {
            let ranges = operandRanges
            let operands = [CallArgument(left, range: ranges.left), CallArgument(right, range: ranges.right)]
            throw failure(
                .tensor(error, operation: operation.rawValue, operands: operands.flatMap(\.operands)))
        } catch {
            throw failure(error)
        }
    }

    @inline(never)
    private func warn(
        of flags: FloatingPointFlags, of operation: Syntax.BinaryOperator, isScalar: Bool
    ) throws(EvaluationError) {
        let function = operation.numpyName
        try warn(
            of: flags, in: text(of: currentCallRange) ?? "", function: isScalar ? "scalar \(function)" : function,
            range: currentCallRange)
    }

    /// `array op= …`: writes the result into the array.
    private func replace(
        _ array: ArrayObject, with result: Tensor, _ operation: Syntax.BinaryOperator
    ) throws(EvaluationError) {
        let function = operation.numpyName
        do throws(EvaluationError) {
            try array.replaceAll(with: result, by: function)
        } catch .assignments(.changesInPlace(let change, _, _)) {
            let ranges = operandRanges
            let name = text(of: ranges.left) ?? "x"
            let rewritten = "\(name) = \(name) \(operation.rawValue) \(operandText)"
            throw .assignments(.changesInPlace(change, name: name, rewritten: rewritten))
        }
    }

    /// The right operand of the running operator in a form that can follow an operator: a command as a call, and
    /// anything of low precedence in parentheses.
    private var operandText: String {
        guard case .statement(let statement) = node, case .augmentedAssignment(_, _, let value) = statement.kind,
            let text = text(of: value.range)
        else { return "…" }
        switch value.kind {
        case .command(let command):
            let words = command.arguments.map { $0.range.flatMap { self.text(of: $0) } ?? "…" }
            return "\(command.name)(\(words.joined(separator: ", ")))"
        case .constant, .name, .attribute, .subscript, .call, .list, .listComprehension, .formattedString: return text
        default:
            return text.hasPrefix("(") && text.hasSuffix(")") && !text.dropFirst().contains("(") ? text : "(\(text))"
        }
    }

    /// The source ranges of the running operator's operands.
    private var operandRanges: (left: SourceRange?, right: SourceRange?) {
        switch node {
        case .expression(let expression):
            if case .binary(let left, _, let right) = expression.kind { return (left.range, right.range) }
        case .statement(let statement):
            if case .augmentedAssignment(let target, _, let value) = statement.kind {
                return (target.range, value.range)
            }
        }
        return (nil, nil)
    }

    /// `-`, `+` and `~`.
    func unary(_ i: Instruction) throws(Failure) {
        let operation: Syntax.UnaryOperator =
            i.opcode == .negative ? .negative : i.opcode == .positive ? .positive : .invert
        if registers[Int(i.b)].isAbsent {
            let value = try absentResult(registers[Int(i.b)])
            return (registers + Int(i.a)).put(value)
        }
        do throws(EvaluationError) {
            let value = try Operators.unary(operation, registers[Int(i.b)])
            if Interruption.isRequested { throw .interrupted }
            (registers + Int(i.a)).put(value)
        } catch {
            throw failure(error)
        }
    }

    // MARK: - Comparisons and truth

    /// `R[a] = R[b] op R[c]` for a comparison, general case.
    @inline(never)
    func compare(_ i: Instruction) throws(Failure) {
        let r = registers
        if i.opcode == .contains, case .string(let text) = r[Int(i.c)], case .string(let part) = r[Int(i.b)],
            part.count == 1, text.count <= 1 << 10
        {
            let holds = text.firstPlace(of: part) != nil
            return (r + Int(i.a)).put(.bool(holds != i.flags.contains(.isTrue)))
        }
        let operation: ComparisonOperator =
            switch i.opcode {
            case .contains: i.flags.contains(.isTrue) ? .notIn : .in
            case .identical: i.flags.contains(.isTrue) ? .isNot : .is
            default: Self.comparisons[Int(i.opcode.rawValue - Opcode.equal.rawValue)]
            }
        let (left, right) = (r[Int(i.b)], r[Int(i.c)])
        if let holds = Self.compared(left, operation, right) ?? identical(left, operation, right) {
            return (registers + Int(i.a)).put(.bool(holds))
        }
        let value = try compare(left, operation, right)
        (registers + Int(i.a)).put(value)
    }

    /// Whether the comparison of a conditional jump is true.
    @inline(never)
    func isTrue(_ i: Instruction, _ left: Value, _ right: Value) throws(Failure) -> Bool {
        let first =
            i.opcode.rawValue >= Opcode.jumpEqualInteger.rawValue ? Opcode.jumpEqualInteger : Opcode.jumpEqual
        let operation = Self.comparisons[Int(i.opcode.rawValue - first.rawValue)]
        if let holds = Self.compared(left, operation, right) ?? identical(left, operation, right) { return holds }
        return try truth(of: compare(left, operation, right))
    }

    private static let comparisons: [ComparisonOperator] = [
        .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual,
    ]

    /// The result of `==` or `!=` if one object is compared by identity and the other value is such an object or a
    /// value that never equals one; otherwise nil.
    private func identical(_ left: Value, _ operation: ComparisonOperator, _ right: Value) -> Bool? {
        guard operation == .equal || operation == .notEqual, case .instance(let object) = left,
            object.type.comparesByIdentity(workspace.classVersion)
        else { return nil }
        switch right {
        case .instance(let other) where other.type.comparesByIdentity(workspace.classVersion):
            return (object === other) == (operation == .equal)
        case .none, .bool, .int, .float, .complex, .string: return operation == .notEqual
        default: return nil
        }
    }

    /// The result of comparing an int with a float, or two strings; nil for other values.
    private static func compared(_ left: Value, _ operation: ComparisonOperator, _ right: Value) -> Bool? {
        switch (left, operation, right) {
        case (.string(let left), .equal, .string(let right)): left == right
        case (.string(let left), .notEqual, .string(let right)): left != right
        case (.string(let left), .less, .string(let right)): left < right
        case (.string(let left), .greater, .string(let right)): left > right
        case (.int(let left), _, .float(let right)) where left.magnitude < 1 << 53:
            compared(Double(left), operation, right)
        case (.float(let left), _, .int(let right)) where right.magnitude < 1 << 53:
            compared(left, operation, Double(right))
        default: nil
        }
    }

    private static func compared(_ left: Double, _ operation: ComparisonOperator, _ right: Double) -> Bool? {
        switch operation {
        case .equal: left == right
        case .notEqual: left != right
        case .less: left < right
        case .lessOrEqual: left <= right
        case .greater: left > right
        case .greaterOrEqual: left >= right
        default: nil
        }
    }

    private func compare(
        _ left: Value, _ operation: ComparisonOperator, _ right: Value
    ) throws(Failure) -> Value {
        if left.isAbsent || right.isAbsent {
            switch operation {
            case .in, .notIn, .is, .isNot:
                if let absent = left.absent ?? right.absent { throw failure(absent.read(), link?.whole) }
            default: return try absentResult(left, right)
            }
        }
        do { return try Operators.compare(left, operation, right) } catch .tensor(let error, _, _) {
            let link = link
            let operands = [CallArgument(left, range: link?.left), CallArgument(right, range: link?.right)]
                .flatMap(\.operands)
            throw failure(.tensor(error, operation: operation.rawValue, operands: operands), link?.whole)
        } catch {
            throw failure(error, link?.whole)
        }
    }

    /// The running link of a comparison: its source range, and those of its operands.
    private var link: (whole: SourceRange, left: SourceRange, right: SourceRange, isLast: Bool)? {
        guard case .comparison(let first, let links)? = expression?.kind else { return nil }
        let index = frame.code.code.part(at: instructionIndex)
        guard links.indices.contains(index) else { return nil }
        let left = index == 0 ? first.range : links[index - 1].operand.range
        let right = links[index].operand.range
        return (left.union(right), left, right, index == links.count - 1)
    }

    /// The truth value.
    @inline(never)
    func truth(of value: Value) throws(Failure) -> Bool {
        do { return try value.isTrue() } catch {
            let link = link
            throw failure(error, link?.isLast == false ? link?.whole : currentCallRange)
        }
    }
}

extension Value {
    fileprivate var isWithoutArray: Bool { if case .array = self { false } else { true } }
}

extension Syntax.BinaryOperator {
    /// The NumPy function for the operator.
    var numpyName: String { elementwise?.functionName ?? "matmul" }
}

internal import Compiler
internal import Syntax
internal import Tensors

extension Machine {
    // MARK: - Names

    /// Loads a name that has no value in the workspace.
    @inline(never)
    func loadBuiltin(_ index: Int) throws(Failure) -> Value {
        let place = frame.code.fallbacks + index
        if !place.pointee.isUnset, !workspace.hasDeletedNames || !place.pointee.isNumPyConstant { return place.pointee }
        let name = frame.code.code.names[index]
        do {
            let value = try builtinValue(name)
            if name != "_" { place.pointee = value }
            return value
        } catch {
            throw failure(error)
        }
    }

    /// The meaning of a name that is neither a variable nor in the workspace.
    ///
    /// - Throws: a `NameError` if it has none.
    func builtinValue(_ name: String) throws(EvaluationError) -> Value {
        if let value = table.value(bare: name), !isDeletedConstant(name) { return value }
        if name == "_", let shown = workspace.lastShown { return shown }
        if name == "__name__" { return .string("__main__") }
        throw .names(.unknown(name))
    }

    /// Whether a name without a value is a NumPy constant that the session has rebound and deleted.
    func isDeletedConstant(_ name: String) -> Bool {
        workspace.isDeleted(name) && table.value(bare: name)?.isNumPyConstant == true
    }

    /// The failure for an unassigned variable. If its cell is in a register, the variable may belong to another
    /// function.
    @inline(never)
    func unassigned(_ name: UInt16, in register: Int? = nil) -> Failure {
        let code = frame.code
        let owner = register.map { code.owner(ofRegister: $0) } ?? code.name
        return failure(.names(.unassigned(code.code.names[Int(name)], function: owner)))
    }

    /// `del name`.
    func delete(_ i: Instruction) throws(Failure) {
        let r = registers
        switch i.opcode {
        case .deleteLocal:
            if r[Int(i.a)].isUnset { throw unassigned(i.b) }
            r[Int(i.a)] = .unset
        case .deleteCell:
            guard case .cell(let cell) = r[Int(i.a)], !cell.value.isUnset else { throw unassigned(i.b, in: Int(i.a)) }
            cell.set(.unset)
        default:
            let name = frame.code.code.names[Int(i.b)]
            guard workspace.value(name) != nil else { throw failure(.names(.unknown(name))) }
            workspace.remove(name)
            restoreAssigned(assigned.filter { $0 != name }, inStatement: statementAssigned.filter { $0 != name })
        }
    }

    /// `del R[a][R[b]]`.
    func deleteItem(_ i: Instruction) throws(Failure) {
        do { try deleteElement(of: registers[Int(i.a)], at: registers[Int(i.b)]) } catch {
            throw failure(error, base?.range)
        }
    }

    /// `del owner[index]`.
    ///
    /// - Throws: an `IndexError`, `KeyError` or `TypeError` as in Python, or the error of `__delitem__`.
    package func deleteElement(of owner: Value, at index: Value) throws(EvaluationError) {
        if case .absent(let absent) = owner { return try changeAbsent(absent, with: [index]) }
        let index = try index.isInstance ? Self.place(index, in: owner) : index
        if owner.isInstance { try Self.refuseClamped(index) }
        if case .instance(let instance) = owner,
            try Special.call(Special.deleteItem, of: instance, [index]) != nil
        {
            return
        }
        if case .dictionary(let dictionary) = owner {
            guard try dictionary.remove(index) != nil else { throw .indices(.missingKey(index, of: dictionary)) }
            return
        }
        guard case .list(let list) = owner else { throw .assignments(.cannotDeleteItem(ValueDescription(owner))) }
        if let position = index.asIndex {
            let place = try Self.position(position, count: list.count, kind: "list", use: .assignment)
            _ = try list.change { $0.remove(at: place) }
        } else if case .slice(let slice) = index {
            try list.remove(slice)
        } else {
            throw .indices(.notInteger(ValueDescription(index), in: ValueDescription(owner)))
        }
    }

    // MARK: - Unpacking

    /// `R[a]… =` the items of `R[b]`.
    func unpack(_ i: Instruction) throws(Failure) {
        let count = Int(i.c)
        let source = registers + Int(i.b)
        if case .tuple(let tuple) = source.pointee, tuple.count == count {
            // An iterator reuses this tuple for its next item if nothing else holds it.
            if i.flags.contains(.takesB) { source.clear() }
            let target = registers + Int(i.a)
            for index in 0..<count { (target + index).put(tuple.items[index]) }
            return
        }
        if case .list(let list) = source.pointee, list.count == count {
            let (target, items) = (registers + Int(i.a), list.items)
            for index in 0..<count { (target + index).put(items[index]) }
            return
        }
        do throws(EvaluationError) {
            if case .absent(let absent) = registers[Int(i.b)] {
                let part = try absentPart(absent)
                for index in 0..<count { (registers + Int(i.a) + index).put(part) }
                return
            }
            let items = try items(of: registers[Int(i.b)], for: count)
            guard items.count == count else { throw .assignments(.unpackMismatch(expected: count, got: items.count)) }
            let r = registers
            for index in 0..<count { (r + Int(i.a) + index).put(items[index]) }
        } catch {
            throw failure(error)
        }
    }

    /// `R[a]… =` the items of `R[b]`, where one target takes a list of the items that the others leave.
    func unpackStarred(_ i: Instruction) throws(Failure) {
        let (before, behind) = (Int(i.c) >> 8, Int(i.c) & 0xFF)
        do throws(EvaluationError) {
            if case .absent(let absent) = registers[Int(i.b)] {
                let part = try absentPart(absent)
                for index in 0...before + behind { (registers + Int(i.a) + index).put(part) }
                return
            }
            var iterator: ValueIterator
            do throws(EvaluationError) { iterator = try ValueIterator(registers[Int(i.b)]) } catch .values(
                .notIterable(let value))
            {
                throw .assignments(.cannotUnpack(value, count: before + behind))
            }
            let items = try iterator.collect()
            guard items.count >= before + behind else {
                throw .assignments(.unpackMismatch(expected: before + behind, got: items.count, hasStar: true))
            }
            let target = registers + Int(i.a)
            for index in 0..<before { (target + index).put(items[index]) }
            (target + before).put(.list(ListObject(Array(items[before..<items.count - behind]))))
            for index in 0..<behind { (target + before + 1 + index).put(items[items.count - behind + index]) }
        } catch {
            throw failure(error)
        }
    }

    private func items(of value: Value, for count: Int) throws(EvaluationError) -> [Value] {
        if case .array(let array) = value, array.rank > 0, array.shape[0] != count {
            throw .assignments(.unpackMismatch(expected: count, got: array.shape[0]))
        }
        var iterator: ValueIterator
        do throws(EvaluationError) { iterator = try ValueIterator(value) } catch .values(.notIterable(let value)) {
            throw .assignments(.cannotUnpack(value, count: count))
        }
        if iterator.hasCount { return try iterator.collect() }
        // The iterator may be infinite: request at most one item too many.
        let items = try iterator.collect(atMost: count + 1)
        if items.count > count { throw .assignments(.unpackMismatch(expected: count, got: nil)) }
        return items
    }

    // MARK: - Attributes

    /// `R[a].name = R[b]`.
    @inline(never)
    func setAttribute(_ i: Instruction) throws(Failure) {
        let name = frame.code.code.names[frame.code.code.sites[Int(i.c)]]
        let owner = registers[Int(i.a)]
        let text = frame.code.attributeNames[Int(i.c)]
        do throws(EvaluationError) {
            let value = registers[Int(i.b)]
            if case .instance(let instance) = owner {
                let access = learnedAccess(of: instance, at: frame.code.sites + Int(i.c), text)
                if let access, access.pointee.isWritable {
                    try instance.attributes.set(value, for: .string(text))
                    // The next object that gains this attribute stores it in the same row.
                    if access.pointee.place < 0 { access.pointee.grown = instance.attributes.state.layout }
                    return
                }
            }
            if case .absent(let absent) = owner { return try changeAbsent(absent, with: [value]) }
            if try setClassAttribute(text, of: owner, to: value) { return }
            try setOwnAttribute(name, of: owner, to: value)
        } catch {
            throw failure(error, attributeRange)
        }
    }

    /// `owner.name = value`, for built-ins.
    ///
    /// - Throws: an `AttributeError` if the attribute cannot be set, or the error of a method such as `__setattr__`.
    package func setAttribute(_ name: String, of owner: Value, to value: Value) throws(EvaluationError) {
        if try setClassAttribute(workspace.attributeName(name), of: owner, to: value) { return }
        try setOwnAttribute(name, of: owner, to: value)
    }

    /// `del owner.name`, for built-ins.
    ///
    /// - Throws: an `AttributeError` if there is no such attribute, or the error of a method such as `__delattr__`.
    package func deleteAttribute(_ name: String, of owner: Value) throws(EvaluationError) {
        if try deleteClassAttribute(workspace.attributeName(name), of: owner) { return }
        throw .names(.unknownAttribute(name, of: ValueDescription(owner)))
    }

    /// `value.name`; nil if there is no such attribute.
    ///
    /// - Throws: any error other than an `AttributeError`.
    package func attributeIfAny(_ name: String, of value: Value) throws(EvaluationError) -> Value? {
        do throws(EvaluationError) { return try attribute(name, of: value) } catch {
            guard forgetFailure(error, ofClass: "AttributeError") else { throw error }
            return nil
        }
    }

    /// Whether the current failure is an exception of a class or of a subclass. If so, the failure is cleared.
    package func forgetFailure(_ error: EvaluationError, ofClass name: String) -> Bool {
        guard let wanted = BuiltinClasses.named(name) else { return false }
        if let failure = pendingFailure, failure.exception > 0, let raised, raised.number == failure.exception {
            guard raised.type.isSubclass(of: wanted) else { return false }
        } else {
            let type = (pendingFailure?.error ?? error).pythonForm.type
            guard BuiltinClasses.named(type)?.isSubclass(of: wanted) == true else { return false }
        }
        pendingFailure = nil
        return true
    }

    /// The only attribute assignments of values that are not objects: to an array's shape and `flat`.
    private func setOwnAttribute(_ name: String, of owner: Value, to value: Value) throws(EvaluationError) {
        if name == "flat", case .array = owner {
            _ = try callBack(try writtenFunction("set_flat"), [owner, value])
            return
        }
        let given = value.asIndex.map { [$0] } ?? value.sequence?.compactMap(\.asIndex)
        guard name == "shape", case .array(let array) = owner, let lengths = given,
            lengths.count == value.sequence?.count ?? 1
        else { throw .assignments(.cannotAssignAttribute(name, of: ValueDescription(owner))) }
        let shaped: Tensor
        do { shaped = try array.tensor.reshaped(to: lengths) } catch {
            let operand = EvaluationError.Operand(name: "", range: nil, shape: array.shape)
            throw .tensor(error, operation: "shape", operands: [operand])
        }
        guard shaped.buffer === array.tensor.buffer else {
            throw .assignments(.cannotAssignAttribute(name, of: ValueDescription(owner)))
        }
        array.setLayout(shaped)
    }

    /// `del R[a].name`, which only objects and classes support.
    func deleteAttribute(_ i: Instruction) throws(Failure) {
        do throws(EvaluationError) {
            if case .absent(let absent) = registers[Int(i.a)] { return try changeAbsent(absent, with: []) }
            if try deleteClassAttribute(frame.code.attributeNames[Int(i.c)], of: registers[Int(i.a)]) { return }
        } catch {
            throw failure(error, attributeRange)
        }
        let value = try getAttribute(registers[Int(i.a)], at: Int(i.c))
        if registers[Int(i.a)].isOfClass {
            // The class has the attribute, but the object does not.
            let error = fail("AttributeError", [.string(frame.code.attributeNames[Int(i.c)])])
            defer { pendingFailure = nil }
            throw pendingFailure ?? failure(error)
        }
        throw failure(.assignments(.cannotAssignItem(ValueDescription(value))))
    }
}

extension Value {
    /// Whether it is a NumPy constant: its bare name has no meaning once the session has rebound and deleted it.
    /// Functions, by contrast, become visible again, because their names are commands too.
    package var isNumPyConstant: Bool {
        switch self {
        case .float, .none: true
        default: false
        }
    }
}

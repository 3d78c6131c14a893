internal import Compiler
internal import Kernels
internal import Syntax
internal import Tensors

/// The arguments of a call, as they lie in registers.
extension Machine {
    /// Moves values out of consecutive registers.
    func take(_ count: Int, from first: Int) -> [Value] {
        let r = registers + first
        return [Value](unsafeUninitializedCapacity: count) { buffer, filled in
            for index in 0..<count { (buffer.baseAddress.unsafelyUnwrapped + index).initialize(to: (r + index).take()) }
            filled = count
        }
    }

    func argument(_ number: Int, in register: Int) -> CallArgument {
        argument(number, (registers + register).take())
    }

    func argument(_ number: Int, _ value: Value, keyword: String? = nil) -> CallArgument {
        CallArgument(value, keyword: keyword, at: instructionIndex, of: frame.code, number: number)
    }

    func arguments(_ count: Int, from first: Int, isMethod: Bool) -> [CallArgument] {
        isMethod ? arguments(count - 1, from: first + 1, of: first) : arguments(count, from: first)
    }

    /// The arguments in registers, preceded by the value before the dot if there is one.
    func arguments(_ count: Int, from first: Int, of receiver: Int? = nil) -> [CallArgument] {
        var arguments: [CallArgument] = []
        arguments.reserveCapacity(count + 1)
        if let receiver { arguments.append(argument(-1, in: receiver)) }
        for index in 0..<count { arguments.append(argument(index, in: first + index)) }
        return arguments
    }

    func arguments(
        _ shape: CallShape, from first: Int, of receiver: Int? = nil
    ) throws(Failure) -> [CallArgument] {
        var arguments: [CallArgument] = []
        arguments.reserveCapacity(shape.arguments.count + 1)
        if let receiver { arguments.append(argument(-1, in: receiver)) }
        for (index, kind) in shape.arguments.enumerated() {
            let value = (registers + first + index).take()
            switch kind {
            case .positional: arguments.append(argument(index, value))
            case .keyword(let name): arguments.append(argument(index, value, keyword: name))
            case .starred:
                let items = value.sequence ?? []
                arguments.reserveCapacity(arguments.count + items.count + shape.arguments.count)
                for item in items.polled(work: 64) { arguments.append(argument(index, item)) }
            case .doubleStarred: arguments += try keywords(of: value, index)
            }
        }
        if Interruption.isRequested {
            Release.keepForNow(arguments)
            throw failure(.interrupted)
        }
        return arguments
    }

    /// The keyword arguments in a mapping after `**`.
    private func keywords(of value: Value, _ number: Int) throws(Failure) -> [CallArgument] {
        var dictionary = DictionaryObject()
        do throws(EvaluationError) {
            if case .dictionary(let given) = value {
                dictionary = given
            } else if try !dictionary.update(fromMapping: value) {
                throw .values(.noMapping(ValueDescription(value)))
            }
        } catch { throw failure(error) }
        var arguments: [CallArgument] = []
        for row in dictionary.usedRows {
            guard case .string(let name) = row.key.plain else {
                throw failure(
                    .invalidArgument(
                        function: "**", "a keyword is a string, not \(row.key.kindText)", hint: nil,
                        python: PythonForm("TypeError", "keywords must be strings")))
            }
            arguments.append(argument(number, row.value, keyword: name.string))
        }
        return arguments
    }

    /// A dictionary made from an object with `keys` and `__getitem__`; other values unchanged.
    func mapping(_ value: Value) throws(Failure) -> Value {
        guard case .instance = value else { return value }
        do throws(EvaluationError) {
            guard let method = try attributeIfAny("keys", of: value) else { return value }
            let found = DictionaryObject()
            var keys = try ValueIterator(try callBack(method, []))
            while let key = try keys.next() { try found.set(try element(of: value, at: key), for: key) }
            return .dictionary(found)
        } catch {
            let found = pendingFailure ?? failure(error)
            pendingFailure = nil
            throw found
        }
    }

    /// Replaces the iterable in a register by a list.
    func spread(_ i: Instruction) throws(Failure) {
        do throws(EvaluationError) {
            var iterator = try ValueIterator(registers[Int(i.a)])
            let items = try iterator.collect()
            registers[Int(i.a)] = .list(ListObject(items))
        } catch {
            throw failure(error)
        }
    }
}

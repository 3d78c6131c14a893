internal import Kernels
internal import Rendering
package import Syntax

/// f-strings, `%` and `.format` on values.
package enum Formatting {
    /// `f"{value!conversion:specification}"`.
    ///
    /// - Throws: a `ValueError` or `TypeError` if the specification does not suit the value, or the error of a method
    ///   such as `__format__`.
    package static func format(
        _ value: Value, conversion: FormattedStringPart.Conversion?, specification: String
    ) throws(EvaluationError) -> String {
        // A long int may be formatted in another base.
        if !value.isLong || conversion != nil { try Allowance.check(textOf: value) }
        let argument: FormatArgument
        if conversion == nil, case .instance(let instance) = value,
            let text = try Special.format(instance, specification)
        {
            return text
        }
        switch conversion {
        case nil: argument = value.formatArgument
        case .string: argument = .string(value.text)
        case .representation: argument = .string(value.representation)
        case .ascii: argument = .string(value.formatArgument.ascii)
        }
        do { return try argument.formatted(specification) } catch { throw .format(error) }
    }

    /// `template % value`.
    ///
    /// - Throws: a `ValueError` or `TypeError` if the template does not suit the values, or the error of a method
    ///   such as `__str__`.
    package static func percent(_ template: String, _ given: Value) throws(EvaluationError) -> String {
        let value = try withNumbersOfObjects(given, template)
        if case .tuple(let items) = value {
            for item in items.items.polled(work: 16) where !item.isLong { try Allowance.check(textOf: item) }
        } else if !value.isLong {
            try Allowance.check(textOf: value)
        }
        do {
            let text = try PercentFormat.text(template, percentOperand(value))
            // A method that returns an object's text may have failed.
            try Machine.running?.failIfPending()
            return text
        } catch let error as FormatError {
            throw .format(error)
        } catch let error as EvaluationError {
            throw error
        } catch {
            throw .invalidArgument(function: "%", "the template can't be filled in", hint: nil)
        }
    }

    private static func percentOperand(_ value: Value) -> PercentFormat.Operand {
        switch value {
        case .tuple(let items): return .tuple(items.items.polled(work: 16).map(\.formatArgument))
        case .dictionary(let dictionary):
            var values: [String: FormatArgument] = [:]
            for row in dictionary.usedRows {
                if case .string(let name) = row.key { values[name.string] = row.value.formatArgument }
            }
            return .mapping(value.formatArgument, values)
        default: return .value(value.formatArgument)
        }
    }

    /// `template.format(*positional, **keywords)`.
    ///
    /// - Throws: an `IndexError` or `KeyError` for a missing value, a `ValueError` or `TypeError` for a wrong
    ///   template, or the error of a method.
    package static func template(
        _ template: String, _ positional: [Value], _ keywords: [(name: String, value: Value)], _ machine: Machine
    ) throws(EvaluationError) -> String {
        do {
            return try StringTemplate.text(template) { field in
                var value: Value
                switch field.key {
                case .position(let index):
                    guard positional.indices.contains(index) else {
                        throw FormatError.template(.positionOutOfRange(index))
                    }
                    value = positional[index]
                case .name(let name):
                    guard let found = keywords.first(where: { $0.name == name }) else {
                        throw FormatError.template(.unknownName(name))
                    }
                    value = found.value
                }
                for accessor in field.accessors { value = try access(value, accessor, machine) }
                if !value.isLong { try Allowance.check(textOf: value) }
                return value.formatArgument
            }
        } catch let error as FormatError {
            throw .format(error)
        } catch let error as EvaluationError {
            throw error
        } catch {
            throw .invalidArgument(function: "format", "the template can't be filled in", hint: nil)
        }
    }

    /// `template.format_map(mapping)`.
    ///
    /// - Throws: as `template(_:_:_:_:)` does.
    package static func template(
        _ template: String, mapping: Value, _ machine: Machine
    ) throws(EvaluationError) -> String {
        do {
            return try StringTemplate.text(template) { field in
                guard case .name(let name) = field.key else {
                    let words = "Format string contains positional fields"
                    throw EvaluationError.invalidArgument(
                        function: "format_map", words, hint: nil, python: .value(words))
                }
                var value = try machine.element(of: mapping, at: .string(Text(name)))
                for accessor in field.accessors { value = try access(value, accessor, machine) }
                try Allowance.check(textOf: value)
                return value.formatArgument
            }
        } catch let error as FormatError {
            throw .format(error)
        } catch let error as EvaluationError {
            throw error
        } catch {
            throw .invalidArgument(function: "format_map", "the template can't be filled in", hint: nil)
        }
    }

    private static func access(
        _ value: Value, _ accessor: FormatField.Accessor, _ machine: Machine
    ) throws(EvaluationError) -> Value {
        switch accessor {
        case .attribute(let name): try machine.attribute(name, of: value)
        case .index(let index): try machine.element(of: value, at: .int(index))
        case .key(let key):
            throw .indices(.notInteger(ValueDescription(.string(Text(key))), in: ValueDescription(value)))
        }
    }
}

import Builtins
import Files
import Interpreter
import Syntax
import Testing

/// What entries say of their parameters and results, held against the calls in their examples.
@Suite("Calls in the examples of help") struct ExampleCallsTests {
    /// A call of an entry in its example, in the state in which it stands.
    private struct Call {
        var callee: String
        var positional: [String] = []
        var keywords: [(name: String, text: String)] = []
        var isMethod: Bool
        /// Whether no argument can be given by keyword.
        var takesPlacesOnly: Bool
        /// The statements before it, which bring about the state in which it stands.
        var earlier: [(block: Block, source: String)]

        var text: String {
            "\(callee)(\((positional + keywords.map { "\($0.name)=\($0.text)" }).joined(separator: ", ")))"
        }

        /// The same with another argument for a parameter.
        func giving(_ argument: String, to index: Int, of signature: Signature) -> Call {
            var call = self
            let place = isMethod ? index - 1 : index
            let parameter = signature.parameters[index]
            call.keywords.removeAll { $0.name == parameter.name }
            if positional.indices.contains(place), !signature.isKeywordOnly(index) {
                call.positional[place] = argument
            } else if isMethod || takesPlacesOnly || signature.isPlaceOnly(index), place == positional.count {
                call.positional.append(argument)
            } else {
                // The sizes that are given one by one are the shape.
                if parameter.kind == .shape, let sizes = signature.parameters.firstIndex(where: \.isVariadic) {
                    call.positional = Array(positional.prefix(isMethod ? sizes - 1 : sizes))
                }
                call.keywords.append((parameter.name, argument))
            }
            return call
        }

        func run() -> (ending: CellEnding, value: Value?) {
            var options = InterpreterOptions()
            options.files = FileScope.scratch()
            defer { options.files.removeScratch() }
            let interpreter = Interpreter(options: options)
            for (block, source) in earlier { _ = interpreter.run(block, of: Cell(number: 1, source: source)) { _ in } }
            let ending = interpreter.run(Cell(number: 99, source: "given_value = \(text)")) { _ in }
            return (ending, interpreter.workspace.value("given_value"))
        }
    }

    /// The calls of an entry that its example's statements hold.
    private static func calls(_ key: String) throws -> [Call] {
        let entry = try #require(HelpExamplesTests.pages[key])
        let source = entry.example.split(separator: "\n").filter { !$0.hasPrefix("#>") }.joined(separator: "\n")
        func text(_ range: SourceRange) -> String {
            String(decoding: Array(source.utf8)[range.start..<range.end], as: UTF8.self)
        }
        var earlier: [(block: Block, source: String)] = []
        var calls: [Call] = []
        for statement in try Parser(commands: commands).parse(source) {
            for expression in statement.expressions {
                expression.forEachExpression { inner in
                    // A name is a call where it is the whole statement; elsewhere it is the function that is called.
                    guard let called = inner.called, called.form != .alone || inner.range == statement.range,
                        called.name == key.split(separator: ".").last.map(String.init)
                    else {
                        return
                    }
                    let receiver = called.receiver.map { text($0.range) + "." } ?? ""
                    // A member of a module is called by the module's name, or by its own behind `from … import`.
                    let isMethod = !receiver.isEmpty && !receiver.hasPrefix("np.") && entry.module == nil
                    guard isMethod == (key != entry.title), called.arguments.allSatisfy({ $0.source == nil }) else {
                        return
                    }
                    var call = Call(
                        callee: receiver + called.name, isMethod: isMethod,
                        takesPlacesOnly: entry.traits.contains(.placesOnly), earlier: earlier)
                    for argument in called.arguments {
                        switch argument {
                        case .keyword(let name, let value, _): call.keywords.append((name, text(value.range)))
                        case .raw(let word, _): call.positional.append("'\(word)'")
                        case .positional(let value): call.positional.append(text(value.range))
                        case .starred(let value): call.positional.append("*" + text(value.range))
                        case .doubleStarred(let value): call.positional.append("**" + text(value.range))
                        case .source: break
                        }
                    }
                    calls.append(call)
                }
            }
            earlier.append(([statement], source))
        }
        return calls
    }

    /// What needs more than a value, or someone who answers, or ends the program.
    private static let asking: Set = ["explain", "input", "sys.exit"]
    /// Methods that their examples call in loops.
    private static let inLoops: Set = ["list.append", "string.ljust", "string.rjust"]
    /// What their examples put before a definition, or call in the body of a class.
    private static let asDecorators: Set = [
        "classmethod", "dataclasses.dataclass", "dataclasses.field", "functools.cache", "property", "staticmethod",
        "super",
    ]
    /// Methods of functions, before whose names a function stands: `np.add.reduce`.
    private static let ofFunctions: Set = [
        "ufunc.accumulate", "ufunc.at", "ufunc.outer", "ufunc.reduce", "ufunc.reduceat",
    ]
    /// What gives something of the type of what it is given.
    private static let polymorphic: Set = [
        "copy.copy", "copy.deepcopy", "np.indices", "operator.concat", "operator.matmul", "operator.mul",
        "random.choice",
        "statistics.mode",
    ]
    /// What gives a number of one, and a tensor of many; or a tuple where it is asked for more.
    private static let varied: Set = [
        "abs", "choice", "generator.random", "getattr", "max", "min", "randint", "randn", "round", "sum", "unique",
        "where",
    ]
    /// Entries that may stand inside an expression.
    private static let keys = HelpExamplesTests.keysOfExamples.filter {
        let entry = HelpExamplesTests.pages[$0]
        return entry?.group != .travel && entry?.group != .sessions && !asking.contains($0)
            && !inLoops.contains($0) && !asDecorators.contains($0) && !ofFunctions.contains($0)
    }

    @Test("give what their entries say", arguments: keys) func results(key: String) throws {
        let entry = try #require(HelpExamplesTests.pages[key])
        let given = try Set(
            Self.calls(key).compactMap { $0.run().value }.map { value -> Builtin.Result in
                // A tuple with names for its items is one.
                switch value.plain {
                case .array, .scalar: .tensor
                case .list: .list
                case .tuple: .tuple
                case .string: .text
                case .none: .nothing
                default: .other
                }
            })
        #expect(given.contains(entry.result) || Self.polymorphic.contains(key), "it gives \(given)")
        #expect(given.count == 1 || Self.varied.contains(key), "it gives \(given)")
    }

    @Test("refuse what is nothing of what a parameter takes", arguments: keys) func wrongTypes(key: String) throws {
        let entry = try #require(HelpExamplesTests.pages[key])
        let call = try #require(try Self.calls(key).first { $0.run().ending.isFinished })
        for (index, parameter) in entry.signature.parameters.enumerated() where !parameter.isVariadic {
            let wrong: String? =
                switch parameter.kind {
                case .integer, .cell, .steps, .number, .flag, .text, .path, .axis, .dtype, .shape: "print"
                case .truth: "array([1, 2])"
                case .function: "'text'"
                case .value, .tensor, .topic, .word, .option, .choice, .source, .workspace: nil
                }
            guard let wrong, !(call.isMethod && index == 0) else { continue }
            let wrongCall = call.giving(wrong, to: index, of: entry.signature)
            guard case .failed(let diagnostic) = wrongCall.run().ending else {
                Issue.record("\(wrongCall.text) takes it")
                continue
            }
            let message = diagnostic.message
            #expect(message.contains(" takes ") && message.contains(", got "), "\(wrongCall.text): \(message)")
        }
    }
}

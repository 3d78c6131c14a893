import Builtins
import Foundation
import Interpreter
import Testing

/// What an entry says of itself stands in no other place.
@Suite("Names of built-ins outside the table") struct NamesOutsideTests {
    private static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")

    /// Modules that know no table: names there are those of their own operations, which errors tell.
    private static let below: Set = [
        "Builtins", "Kernels", "Randomness", "Rendering", "TensorFiles", "Tensors", "Training",
    ]

    /// Words that happen to be names of built-ins, by file, and why they stand there.
    private static let allowed: [(file: String, words: String, reason: String)] = [
        ("Compiler/Code/Listing.swift", "step", "a part of a slice"),
        ("Compiler/Scopes/Scopes.swift", "super", "what its call needs is a matter of scopes"),
        ("Exchange/Export/PythonExporter.swift", "print", "the code that is written calls it"),
        ("Exchange/Export/PythonRewriter+Learning.swift", "clip forward loss", "keywords of the code that is written"),
        ("Exchange/Import/DrawingNames.swift", "close show update", "calls of matplotlib's"),
        ("Exchange/Import/ForeignSource.swift", "time", "a magic of IPython's"),
        ("Exchange/Reports/CheckReport+JSON.swift", "count diff seed", "members of the report"),
        (
            "Interpreter/Builtins/Parameter.swift", "dtype float int items log range replace reverse size values",
            "parameters and defaults"
        ),
        (
            "Interpreter/Absence/AbsentLibrary.swift", "dir head hist history less page tail where whos",
            "commands to Jupyter, and programs"
        ),
        ("Interpreter/Absence/Machine+Jupyter.swift", "reset", "a method of IPython's"),
        ("Shell/Tutorial/Lesson.swift", "without", "a line of a lesson"),
        ("Interpreter/Errors/EvaluationError+Names.swift", "clear dir", "commands of shells"),
        (
            "Interpreter/Errors/EvaluationError+Python.swift", "print range set",
            "Python's messages differ by what was called, and a word"
        ),
        (
            "Interpreter/Errors/ArgumentError+Python.swift",
            "abs append arange average bincount cholesky column_stack concatenate cross delattr diag diagonal diff "
                + "expand_dims flip float getattr hasattr hstack int isinstance issubclass len linspace "
                + "mean median negative next norm percentile positive quantile rand randn repeat reshape round "
                + "searchsorted setattr split squeeze stack std step trace type var vstack",
            "NumPy's and Python's messages differ by what was called, and words"
        ),
        (
            "Interpreter/Errors/TensorError+Loops.swift",
            "add bitwise_and bitwise_or bitwise_xor equal gcd greater greater_equal invert lcm left_shift less less_equal "
                + "multiply not_equal positive right_shift sign subtract",
            "NumPy's messages differ by the function"
        ),
        ("Interpreter/Errors/ValueDescription.swift", "bool float int", "types of elements in NumPy's words"),
        (
            "Interpreter/Errors/TensorError+Python.swift", "broadcast_to dot repeat transpose",
            "messages differ by the call"
        ),
        ("Interpreter/Errors/EvaluationError+Values.swift", "dtype shape", "attributes"),
        ("Interpreter/Errors/FormatError+Wording.swift", "float format int list range str tuple", "types, and a word"),
        ("Interpreter/Evaluation/Formatting.swift", "format format_map", "operations, in errors"),
        (
            "Interpreter/Evaluation/Special.swift", "add len matmul mod pow",
            "parts of names of methods, and an operation"
        ),
        ("Interpreter/Machine/Machine+Attributes.swift", "dtype imag ndim real shape size step", "attributes"),
        ("Interpreter/Builtins/BuiltinTable.swift", "imag real", "attributes"),
        ("Interpreter/Machine/Value+KindAttributes.swift", "str type", "attributes of element types"),
        ("Interpreter/Builtins/Arguments+Values.swift", "dtype", "a parameter"),
        ("Interpreter/Machine/Machine+Builtins.swift", "explain", "what it refuses is told in its name"),
        ("Interpreter/Machine/Machine+CallArguments.swift", "keys", "a method of mappings"),
        ("Interpreter/Machine/Machine+ClassAttributes.swift", "set", "a word"),
        ("Interpreter/Machine/Machine+Assignment.swift", "list shape", "a kind of value, and an attribute"),
        ("Interpreter/Machine/Machine+Elements.swift", "index list range tuple", "operations and types"),
        (
            "Interpreter/Machine/Machine+Generators.swift", "close send throw",
            "what is handed to what a generator delegates to"
        ),
        ("Interpreter/Machine/Machine+Slices.swift", "slice", "an operation"),
        ("Interpreter/Machine/Machine+Warnings.swift", "divide", "a kind of error"),
        ("Interpreter/Modules/Namespace.swift", "np.random random", "modules"),
        ("Interpreter/Objects/Bytes/BytesClass+Items.swift", "byte", "a word"),
        (
            "Interpreter/Objects/Bytes/BytesClass+Casing.swift",
            "capitalize center expandtabs isalnum isalpha isascii isdigit islower isspace istitle isupper ljust lower "
                + "rjust swapcase title upper zfill", "methods of bytes, which are named as those of text"
        ),
        (
            "Interpreter/Objects/Bytes/BytesClass+Changes.swift",
            "append clear copy extend index insert item pop remove reverse",
            "methods of bytes, which are named as those of lists"
        ),
        (
            "Interpreter/Objects/Bytes/BytesClass+Cutting.swift",
            "count delete iterable join lstrip partition removeprefix removesuffix replace rpartition rsplit rstrip split splitlines strip "
                + "translate", "methods of bytes, which are named as those of text, and parameters"
        ),
        (
            "Interpreter/Objects/Bytes/BytesClass+Making.swift", "count fromhex hex maketrans negative",
            "methods of bytes, and words"
        ),
        (
            "Interpreter/Objects/Bytes/BytesClass+Searching.swift",
            "count endswith find index rfind rindex startswith", "methods of bytes, which are named as those of text"
        ),
        (
            "Interpreter/Objects/Bytes/TextCoding.swift", "ascii encode replace",
            "an encoding, what is done, and what is done about errors"
        ),
        (
            "Interpreter/Values/PythonType.swift",
            "bool classmethod complex dict enumerate filter float frozenset int itertools.accumulate "
                + "itertools.chain itertools.combinations itertools.combinations_with_replacement "
                + "itertools.compress itertools.count itertools.cycle itertools.dropwhile itertools.filterfalse "
                + "itertools.groupby itertools.islice itertools.pairwise itertools.permutations itertools.product "
                + "itertools.repeat itertools.starmap itertools.takewhile itertools.zip_longest list map property "
                + "range reversed set slice staticmethod str super tuple type zip",
            "types"
        ),
        ("Sessions/Travel/TravelText.swift", "item", "a word"),
        ("Sessions/Recording/ValueDigest.swift", "np.random random.getstate", "names of random states"),
        ("Shell/Batch/Shell+Check.swift", "check", "the command line's"),
        ("Shell/Output/ScreenPager.swift", "f", "a key"),
        ("LineEditing/Keys/ViKeys.swift", "f", "a key"),
        (
            "Shell/Completion/CompletionSearch+Places.swift",
            "bool complex float int np.float32 np.float64 np.int32 np.int64 np.uint8", "types of elements"
        ),
        ("Shell/Tutorial/Lesson.swift", "check", "a line of a lesson"),
        ("Shell/Tutorial/Shell+Tutorial.swift", "goto", "the lesson goes back as if it was typed"),
        ("Syntax/Lexer/Lexer+Words.swift", "sqrt sum", "what is meant by √ and ∑"),
        (
            "Syntax/Parser/Parsing+CommandMistakes.swift", "bool double float int set type var",
            "keywords of other languages"
        ),
        ("Syntax/Parser/Parsing+Commands.swift", "help", "what is meant by ?"),
        ("Syntax/Parser/Parsing+Mistakes.swift", "empty ones zeros", "sizes given one by one to NumPy's"),
        ("Syntax/Parser/Parsing+Statements.swift", "print", "the statement of Python 2"),
        ("descent/Descent.swift", "check update", "subcommands"),
        ("descent/Watch.swift", "set", "an option"),
        ("Exchange/Export/PythonRewriter+Drawing.swift", "log replace", "keywords of what draws"),
        ("Exchange/Page/PageProse.swift", "center", "a class of the page's style"),
        ("Markdown/MarkdownReader.swift", "list", "a block of Markdown"),
        ("Exchange/Reports/CheckRecord.swift", "total", "a key of the report"),
        ("Interpreter/Errors/EvaluationError+Python.swift", "dict str", "types in CPython's words"),
        (
            "Interpreter/Evaluation/NativeMethods.swift", "add invert items mod pow type",
            "parts of the names of special methods, and parameters"
        ),
        ("Interpreter/Machine/Machine+Operators.swift", "matmul", "a function in NumPy's words"),
        ("Interpreter/Evaluation/Formatting+Objects.swift", "f", "a code of formats"),
        ("Interpreter/Machine/Value+KindAttributes.swift", "f", "a kind of element types"),
        ("LineEditing/History/HistoryFile.swift", "f", "a letter"),
        ("Syntax/Lexer/Lexer+Strings.swift", "f", "what begins a formatted string"),
        ("Syntax/Parser/Parsing+Literals.swift", "f", "what begins a formatted string"),
        (
            "Interpreter/Machine/Machine+NumPySettings.swift", "all bool float int", "keys of formatters"
        ),
        ("Interpreter/Values/Value+Texts.swift", "array", "what texts were to become"),
        ("Interpreter/Objects/Bytes/BytesClass.swift", "bytes", "Python's type"),
        ("Interpreter/Objects/Bytes/BytesClass+Cutting.swift", "bytes", "Python's type"),
        ("Interpreter/Objects/Bytes/BytesClass+Changes.swift", "bytes", "Python's type"),
        ("Interpreter/Objects/Bytes/BytesClass+Making.swift", "bytes", "Python's type"),
        ("Interpreter/Objects/Bytes/BytesClass+Items.swift", "bytes", "Python's type"),
        ("Interpreter/Objects/DictionaryObject.swift", "keys", "what an object has that is a mapping"),
    ]
    /// The words in a text of Swift that stand between quotes by themselves, outside of comments and code in Python.
    private static func words(in text: String) -> [String] {
        var isLong = false
        return text.split(separator: "\n").flatMap { line -> [String] in
            let parts = line.components(separatedBy: "\"\"\"")
            defer { if parts.count == 2 { isLong.toggle() } }
            if isLong || line.drop(while: { $0 == " " }).hasPrefix("//") { return [] }
            return line.matches(of: /"([A-Za-z_][A-Za-z0-9_. ]*)"/).map { String($0.1) }
        }
    }

    private static let names = Set(
        BuiltinTable.standard.pages.flatMap { _, entry in
            entry.module != nil
                ? [entry.title] : [entry.name] + ([entry.numpyPath] + entry.aliases).flatMap { [$0, "np." + $0] }
        })

    @Test("only calls name them") func literals() throws {
        var found: [String: Set<String>] = [:]
        for case let path as String in try #require(FileManager.default.enumerator(atPath: Self.sources.path))
        where path.hasSuffix(".swift") && !Self.below.contains(String(path.prefix { $0 != "/" })) {
            let text = try String(contentsOf: Self.sources.appending(path: path), encoding: .utf8)
            for literal in Self.words(in: text) where !literal.isEmpty {
                let words = literal.split(separator: " ").map(String.init)
                if words.allSatisfy(Self.names.contains) { found[path, default: []].formUnion(words) }
            }
        }
        for (file, words, reason) in Self.allowed {
            let all = Set(words.split(separator: " ").map(String.init))
            #expect(all.isSubset(of: found[file] ?? []), "\(file) has no longer what was allowed it: \(reason)")
            found[file]?.subtract(all)
        }
        for (file, words) in found.sorted(by: { $0.key < $1.key }) {
            #expect(words.isEmpty, "\(file) names \(words.sorted()): let the entry say what is meant")
        }
    }

    @Test("an entry that Python and NumPy haven't says how it is written there") func pythonForms() {
        for entry in BuiltinTable.standard.entries {
            switch entry.python {
            case .twin:
                #expect(
                    entry.door != .bare || entry.group == .python || entry.numpyPath != entry.name, "\(entry.title)")
            default: #expect(entry.door == .bare, "\(entry.title)")
            }
        }
    }
}

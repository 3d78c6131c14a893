import Interpreter
import Rendering
import Syntax
import Glibc
public func tryRun() {
    var source = ""
    while let line = readLine(strippingNewline: false) { source += line }
    var interpreter = Interpreter()
    let outcome = interpreter.run(Cell(number: 1, source: source)) { event in
        switch event {
        case .output(let text): print(text, terminator: "")
        case .markup(let m): print(m.plain, terminator: "")
        case .diagnostic(let d): print(DiagnosticText.markup(for: d, source: source).plain)
        case .seeded(let n): print("seeded", n)
        default: break
        }
    }
    switch outcome {
    case .failed(let d): print(DiagnosticText.markup(for: d, source: source).plain)
    default: break
    }
}

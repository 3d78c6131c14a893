internal import Platform
package import Rendering
internal import Syntax

/// Text about functions for help and messages.
package enum HelpText {
    /// The text shown for a bare function name: its signature and description. It is recorded, so it does not depend
    /// on the terminal.
    package static func signature(of builtin: Builtin) -> Markup {
        let signature = builtin.shownSignature
        if signature.count + 2 + builtin.summary.count <= 80 {
            return "\(signature, .name)  \(builtin.summary, .hint)\n"
        }
        var flow = TextFlow(width: 80)
        flow.lines(lines(of: signature, width: 80), style: .name)
        flow.paragraph(builtin.summary, indent: 2, style: .hint)
        return flow.markup
    }

    /// The first line of a text, cut to a number of columns.
    package static func shortened(_ text: String, to width: Int) -> String {
        let line = text.prefix { !$0.isNewline }
        var result = ""
        var columns = 0
        for character in line {
            columns += DisplayWidth.columns(of: String(character))
            if columns > width - 1, result.count + 1 < line.count || line.count < text.count {
                return result + "…"
            }
            result.append(character)
        }
        return line.count < text.count ? result + "…" : result
    }

    /// A signature in lines of at most `width` columns, broken after commas.
    package static func lines(of signature: String, width: Int) -> [String] {
        let parts = signature.split(separator: ", ", omittingEmptySubsequences: false)
        let words = parts.enumerated().map { $0.offset + 1 < parts.count ? $0.element + "," : String($0.element) }
        return TextFlow.wrapped(words: words, width: width, hanging: 4)
    }

    /// The call typed as words, with optional arguments in brackets: `train epochs [lr=0.01]`.
    package static func commandForm(of builtin: Builtin) -> String {
        let parameters = builtin.signature.parameters.map { parameter in
            if case .source(let example) = parameter.kind { return example }
            if parameter.isVariadic { return "\(parameter.name)…" }
            return parameter.defaultText.map { "[\(parameter.name)=\($0)]" } ?? parameter.name
        }
        return ([builtin.name] + parameters).joined(separator: " ")
    }
}

extension Builtin.Group {
    /// The word under which help lists the group.
    package var word: String {
        switch self {
        case .reduce: "reductions"
        case .reshape: "shaping"
        default: rawValue
        }
    }
}

extension UserFunction {
    /// The signature, `name(a, b=…)`.
    package var shownSignature: String {
        "\(code.name)(\(CallParameter.texts(of: callParameters).joined(separator: ", ")))"
    }

    /// Its parameters as a caller sees them.
    var callParameters: [CallParameter] {
        code.parameters.parameters.map {
            var parameter = CallParameter(ofFunction: $0.name, default: $0.defaultValue == nil ? nil : "…")
            parameter.isVariadic = $0.kind == .variadic || $0.kind == .keywords
            if $0.kind == .keywords { parameter.name = "*" + parameter.name }
            parameter.isKeywordOnly = $0.kind == .keywordOnly
            return parameter
        }
    }
}

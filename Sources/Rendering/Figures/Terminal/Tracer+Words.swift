internal import Platform

extension Tracer {
    /// Writes text at a position, and a line to its target.
    mutating func draw(_ label: Artist.Label, _ style: Style, _ pen: Pen) {
        guard let place = cell(of: label) else { return }
        let lines = label.words.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if let target = label.target {
            let (right, top) = (Double(canvas.width - 1), Double(canvas.height - 1))
            let end = (x.heldPosition(of: target.x) * right, y.heldPosition(of: target.y) * top)
            let dots = canvas.isASCII ? (1.0, 1.0) : (2.0, 4.0)
            let start = (
                (Double(place.column) + 0.5) * dots.0, (Double(canvas.rows - 1 - place.row) + 0.5) * dots.1
            )
            if end.0.isFinite, end.1.isFinite { segment(start, end, pen) }
        }
        let first =
            switch label.vertical {
            case .start: place.row - lines.count + 1
            case .middle: place.row - lines.count / 2
            case .end: place.row
            }
        for (index, line) in lines.enumerated() { write(line, place.column, first + index, label.horizontal, style) }
    }

    /// The cell of a label's position; nil if it is outside.
    private func cell(of label: Artist.Label) -> (column: Int, row: Int)? {
        let across = label.isInParts ? label.x : x.position(of: label.x)
        let up = label.isInParts ? label.y : y.position(of: label.y)
        guard -0.02...1.02 ~= across, -0.02...1.02 ~= up else { return nil }
        let column = min(max(Int(across * Double(canvas.columns)), 0), canvas.columns - 1)
        let row = min(max(Int((1 - up) * Double(canvas.rows)), 0), canvas.rows - 1)
        return (column, row)
    }

    private mutating func write(
        _ words: String, _ column: Int, _ row: Int, _ alignment: Artist.Label.Alignment, _ style: Style
    ) {
        guard 0..<canvas.rows ~= row else { return }
        var text = Markup.escaped(words)
        if canvas.isASCII { text = String(text.map { $0.isASCII ? $0 : "?" }) }
        let width = DisplayWidth.columns(of: text)
        let wanted =
            switch alignment {
            case .start: column
            case .middle: column - width / 2
            case .end: column - width + 1
            }
        // Text that would stick out is moved, and truncated if it is wider than the drawing.
        var place = max(min(wanted, canvas.columns - width), 0)
        for letter in text {
            let own = DisplayWidth.columns(of: String(letter))
            guard own > 0, place + own <= canvas.columns else { continue }
            canvas.write(letter, column: place, row: row, style)
            if own == 2 { canvas.write("\0", column: place + 1, row: row, style) }
            place += own
        }
    }
}

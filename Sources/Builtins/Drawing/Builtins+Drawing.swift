internal import Interpreter

extension Builtins {
    /// Commands that draw. The record contains a sentence; the drawing itself is only shown on a terminal.
    static let drawing: [Builtin] = [
        Builtin(
            "plot", .look, door: .bare, traits: [.essential, .shows, .takesExpressions], python: .plot,
            [
                .rest("values", "what is drawn: y, or x and y", of: .tensor),
                .tensor("x", default: nil, "where the values lie"),
                .tensor("fit", default: nil, "the line through the points"), .logarithmic, .drawing, .replacing,
            ],
            "Draw a tensor, y over x where two are given, or several; fit= adds a fitted line, to= writes a picture.",
            example: """
                x = array([1.0, 2.0, 4.0])
                plot x x ** 2
                #> x ** 2 over x: 3 values, x 1 to 4, from 1 to 16, rising all the way
                losses = array([2.0, 0.5, 0.25, 0.2])
                plot losses
                #> losses: 4 values, 2 to 0.2, falling all the way
                plot losses log=True to="loss.svg"
                #> losses: 4 values, 2 to 0.2, falling all the way
                """, related: "scatter hist heat surface train"
        ) { (machine, arguments) throws(EvaluationError) in
            try machine.plot(arguments)
            return .none
        },
        Builtin(
            "scatter", .look, door: .bare, traits: [.shows, .takesExpressions], python: .points,
            [
                .tensor("x", "where the points lie"), .tensor("y", "how high they lie"),
                .value("c", default: nil, "their colour, such as \"red\", or a number each"),
                .value("s", default: nil, "how large they are, in square points; one number, or one each"),
                .text("label", default: nil, "what the legend calls them"), .star, .drawing, .replacing,
            ], "Draw points, in colours and sizes that numbers choose where c= and s= give them; to= writes a picture.",
            example: """
                x, y = array([1.0, 2.0]), array([2.0, 3.5])
                scatter x y
                #> y over x: 2 points, x 1 to 2, y 2 to 3.5
                scatter x y - x c=y
                #> y - x over x: 2 points, x 1 to 2, y - x 1 to 1.5, coloured by y 2 to 3.5
                """, related: "plot hist heat"
        ) { (machine, arguments) throws(EvaluationError) in
            try machine.drawPoints(arguments)
            return .none
        },
        Builtin(
            "hist", .look, door: .bare, traits: [.shows, .takesExpressions], python: .histogram,
            [.tensor("values", "the numbers"), .bins, .range, .logarithmic, .drawing, .replacing],
            "Draw how many elements fall into each of equal bins, those of np.histogram; to= writes a picture.",
            example: """
                v = array([1.0, 2.0, 2.5, 9.0])
                hist v
                #> v: 4 values in 10 bins from 1 to 9, most (2) from 1.8 to 2.6
                hist v bins=2 range=(0, 4)
                #> v: 3 values in 2 bins from 0 to 4, most (2) from 2 to 4, 1 left out
                """, related: "histogram bincount plot heat surface"
        ) { (machine, arguments) throws(EvaluationError) in
            try machine.drawHistogram(arguments)
            return .none
        },
        Builtin(
            "heat", .look, door: .bare, traits: [.shows, .takesExpressions], python: .matrix,
            [
                .tensor("values", "a matrix"), .truth("log", default: false, "whether shades follow the logarithm"),
                .drawing, .replacing,
            ], "Draw a matrix as shaded cells, its first row on top; to= writes a picture.",
            example: """
                w = array([[0.5, -1.0], [2.0, 0.0]])
                heat w
                #> w: (2, 2), -1 at [0, 1] to 2 at [1, 0]
                """, related: "plot hist surface"
        ) { (machine, arguments) throws(EvaluationError) in
            try machine.drawMatrix(arguments)
            return .none
        },
        Builtin(
            "surface", .look, door: .bare, traits: .shows, python: .surface,
            [
                .value("first", "the parameter that goes across"), .value("second", "the parameter that goes up"), .x,
                .y, .w, .b, .drawing, .replacing,
            ], "Draw the loss around the present point over two elements of w and b, with the way train took there.",
            example: """
                x, y = array([[0.0], [1.0]]), array([[1.0], [3.0]])
                w, b = zeros(1, 1), zeros(1, 1)
                surface w b
                #> loss over w and b: 5 here at (0, 0), least 0 at (2, 1)
                w = ones 1 1
                surface b w
                #> loss over b and w: 2.5 here at (0, 1), least 0 at (1, 2)
                """, related: "train loss plot hist heat"
        ) { (machine, arguments) throws(EvaluationError) in
            try machine.drawSurface(arguments)
            return .none
        },
    ]
}

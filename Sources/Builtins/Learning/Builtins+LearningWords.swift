internal import Interpreter

extension Builtins {
    /// The parameters of `train` for models of any form.
    static let modelOptions: [Parameter] = [
        .choice(
            "loss", Machine.losses, default: nil,
            "mse, mae, huber, logistic or softmax, of which the last two take scores; or a function of your own"),
        .choice(
            "optimizer", Machine.optimizers, default: "sgd",
            "how a step follows the slope: sgd, momentum, rmsprop or adam"),
        .integer("batch", default: nil, "the rows of a step, shuffled each epoch; all by default"),
        .number("holdout", default: nil, "which share of the rows is kept to judge by"),
        .value("x_val", default: nil, "rows to judge by"), .value("y_val", default: nil, "what they should give"),
        .integer(
            "patience", default: nil,
            "stop when the loss has not improved for this many epochs, and keep the best parameters"),
        .number("decay", default: nil, "how much of itself each parameter loses in a step, times lr"),
        .number("clip", default: nil, "the length that the gradient of all parameters is cut to"),
        .value("params", default: nil, "the names of forward's parameters after x, if they differ, or their object"),
    ]

    /// Functions that models are made of.
    static let modelFunctions: [Builtin] = [
        word(
            "sigmoid", [values],
            "1 / (1 + exp(-x)), element by element, without overflow.",
            example: """
                sigmoid(np.array([-1000.0, 0.0, 2.0]))
                #> [0.         0.5        0.88079708]
                """, related: "softmax relu cross_entropy tanh"),
        word(
            "relu", [values],
            "The positive part, max(x, 0), element by element.",
            example: """
                relu(np.array([-1.0, 0.0, 2.0]))
                #> [0. 0. 2.]
                """, related: "sigmoid maximum tanh", differs: "Its slope at 0 is taken as 0."),
        word(
            "softmax", [values, .lastAxis],
            "Shares that add up to 1, exp(x) / sum(exp(x)) along an axis, without overflow.",
            example: """
                softmax(np.array([[0.0, 0.0], [1000.0, 0.0]]))
                #> [[0.5 0.5]
                #>  [1.  0. ]]
                """, related: "log_softmax logsumexp sigmoid cross_entropy"),
        word(
            "log_softmax", [values, .lastAxis],
            "The logarithm of softmax, without overflow.",
            example: """
                log_softmax(np.array([0.0, 0.0, 1000.0]))
                #> [-1000. -1000.     0.]
                """, related: "softmax logsumexp cross_entropy"),
        word(
            "logsumexp", [values, .axis, .keepdims],
            "log(sum(exp(x))), without overflow.",
            example: """
                logsumexp(np.array([1000.0, 1000.0]))
                #> 1000.6931471805599
                """, related: "log_softmax np.logaddexp"),
        word(
            "cross_entropy",
            [.value("y", "the class of each row, or rows of probabilities"), .value("scores", "a row of scores each")],
            "The mean of -log of what softmax gives the right class.",
            example: """
                scores = np.array([[2.0, 0.0, 0.0], [0.0, 3.0, 0.0]])
                cross_entropy(np.array([0, 1]), scores)
                #> 0.1672338613214227
                """, related: "softmax log_softmax one_hot loss"),
        word(
            "one_hot",
            [
                .value("labels", "whole numbers from 0 on"),
                .integer("classes", default: nil, "how many there are; one more than the largest label by default"),
            ],
            "A row for each label: zeros with a 1 in the label's place.",
            example: """
                one_hot([0, 2, 1])
                #> [[1. 0. 0.]
                #>  [0. 0. 1.]
                #>  [0. 1. 0.]]
                """, related: "argmax cross_entropy softmax"),
    ]

    /// What is done with data before a training and after it.
    static let learningWords: [Builtin] = [
        Builtin(
            "predict", .learn, door: .bare, gives: .tensor, python: .learning,
            [
                .value("x", "rows of data"),
                .value("params", default: nil, "the names of the parameters, where they are others, or their object"),
            ],
            "What the model gives for rows of data: forward with the workspace's parameters.",
            example: """
                x, y = array([[1.0], [2.0]]), array([[3.0], [5.0]])
                w, b = array([[2.0]]), array([[1.0]])
                predict(array([[10.0]]))
                #> [[21.]]
                """, related: "forward train score"
        ) { (machine, arguments) throws(EvaluationError) in
            let model = UserModel(machine: machine)
            let values = try machine.parameterValues(arguments, model)
            guard let forward = model.forward else {
                return try machine.callBack(
                    machine.member("_linear", ofSourceModule: ModelTraining.module), [arguments.value(0)] + values)
            }
            return try machine.callBack(.function(forward), [arguments.value(0)] + values)
        },
        written(
            "split", .learn, in: "_gradients", door: .bare, gives: .tuple, python: .learning,
            [
                .rest("arrays", "tensors of as many rows each"),
                .value("test", default: 0.25, "which share of the rows the second parts get, or how many"),
                .truth("shuffle", default: true, "whether the rows are drawn by the session's random stream"),
            ], "Rows to train on and rows to test with: the two parts of each tensor.",
            example: """
                seed 0
                x, y = arange(10).reshape(5, 2), arange(5)
                x_train, x_test, y_train, y_test = split(x, y, test=0.4)
                shape x_train x_test y_train y_test
                #> x_train.shape (3, 2)
                #> x_test.shape (2, 2)
                #> y_train.shape (3,)
                #> y_test.shape (2,)
                """, related: "train score standardize choice",
            differs: "np.split cuts a tensor in equal parts."),
        written(
            "standardize", .learn, in: "_gradients", door: .bare, gives: .tuple, python: .learning,
            [.value("x", "rows of numbers")],
            "Columns with mean 0 and deviation 1, and what does the same to other rows, or undoes it.",
            example: """
                x = array([[1.0, 10.0], [3.0, 30.0]])
                z, scale = standardize(x)
                z
                #> [[-1. -1.]
                #>  [ 1.  1.]]
                scale(array([[2.0, 20.0]]))
                #> [[0. 0.]]
                scale.undo(z)
                #> [[ 1. 10.]
                #>  [ 3. 30.]]
                """, related: "diagnose train split stats",
            differs: "A column that is the same in all rows becomes zeros."),
        word(
            "polynomial_features",
            [.value("x", "rows of numbers"), .integer("degree", default: 2, "of how many factors at the most")],
            "The columns and their products up to this degree.",
            example: """
                polynomial_features(array([[2.0, 3.0]]), degree=2)
                #> [[2. 3. 4. 6. 9.]]
                """, related: "standardize train", differs: "There is no column of ones: the bias is a parameter."),
        written(
            "score", .learn, in: "_gradients", door: .bare, gives: .other, python: .learning,
            [
                .value("y", "what is right"), .value("y_hat", "the prediction: numbers, classes, or rows of scores"),
                .choice("kind", ["numbers", "classes"], default: nil, "numbers or classes, where it isn't plain"),
            ],
            "How good a prediction is: R², RMSE and MAE of numbers; accuracy, precision, recall and confusion of classes.",
            example: """
                score(array([1.0, 2.0, 3.0]), array([1.0, 2.0, 4.0]))
                #> r2         0.5
                #> rmse       0.57735
                #> mae        0.333333
                s = score(array([0, 1, 1, 1]), array([0, 1, 1, 0]))
                s
                #> accuracy   0.75
                #> precision  1
                #> recall     0.666667
                #> confusion  [[1 0]
                #>             [1 2]]
                s.accuracy
                #> 0.75
                """, related: "predict loss split stats",
            differs: "Of more than two classes precision and recall are means over the classes."),
    ]

    private static let values = Parameter.value("x", "a number or a tensor")

    /// A word of learning that the module of gradients carries out.
    static func word(
        _ name: String, _ parameters: @autoclosure @escaping @Sendable () -> [Parameter], _ summary: String,
        example: String, related: String, differs difference: String? = nil
    ) -> Builtin {
        written(
            name, .learn, in: "_gradients", door: .bare, gives: .tensor, python: .learning, parameters(), summary,
            example: example,
            related: related, differs: difference)
    }
}

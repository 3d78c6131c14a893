internal import Interpreter
internal import Rendering

/// Finds pages by words: in names, in what learners and other libraries call them, in meanings and in examples.
struct HelpSearch {
    let table: BuiltinTable

    /// A page that was found.
    struct Found: Equatable {
        var title: String
        var summary: String
        var score: Double
    }

    /// The text of a page, field by field, the weightiest first.
    private struct Document {
        var title: String
        var summary: String
        var fields: [(weight: Double, words: Set<String>)]
    }

    /// How many pages are shown.
    private static let most = 7
    /// What the first page of a phrase that learners use counts, far more than any word.
    private static let mostForPhrase = 1_000.0

    /// The pages that speak of what is asked for, the nearest first; a word that few pages have counts more.
    func pages(for question: String) -> [Found] {
        let words = Self.words(of: question).filter { !Self.emptyWords.contains($0) }
        guard !words.isEmpty else { return [] }
        let documents = documents
        let rarity = Dictionary(words.map { ($0, Self.rarity(of: $0, in: documents)) }) { first, _ in first }
        let led = LearnersWords.titles(in: " " + words.joined(separator: " ") + " ")
        let found = documents.compactMap { document -> Found? in
            var score = led.firstIndex(of: document.title).map { Self.mostForPhrase - 100 * Double($0) } ?? 0
            for word in words {
                guard let field = document.fields.first(where: { $0.words.contains(word) }) else { continue }
                score += field.weight * (rarity[word] ?? 0)
            }
            return score > 0 ? Found(title: document.title, summary: document.summary, score: score) : nil
        }
        let sorted = found.enumerated().sorted { left, right in
            left.element.score != right.element.score
                ? left.element.score > right.element.score : left.offset < right.offset
        }.map(\.element)
        // What is far behind the first was found by a word that means little.
        let least = (sorted.first?.score ?? 0) / 4
        return Array(sorted.prefix(Self.most).prefix { $0.score >= least })
    }

    /// The logarithm of how many pages there are to one that has the word (Spärck Jones 1972).
    private static func rarity(of word: String, in documents: [Document]) -> Double {
        let count = documents.count { $0.fields.contains { $0.words.contains(word) } }
        var (ratio, value) = (Double(documents.count + 1) / Double(count + 1), 0.2)
        while ratio > 1 { (ratio, value) = (ratio / 2, value + 1) }
        return value
    }

    private var documents: [Document] {
        let entries = table.entries.map { entry in
            let signature = entry.signature.parameters
            let meanings = signature.map { $0.name + " " + $0.meaning }.joined(separator: " ")
            return Document(
                title: entry.title, summary: entry.summary,
                fields: [
                    (10, Set(Self.words(of: entry.title))), (4, Set(Self.words(of: entry.summary))),
                    (2, Set(Self.words(of: meanings + " " + (entry.difference ?? "")))),
                    (1, Set(Self.words(of: entry.example))),
                ])
        }
        return entries
            + HelpTopics.documents.map { topic in
                Document(
                    title: topic.title, summary: topic.summary,
                    fields: [(9, Set(Self.words(of: topic.title))), (2, Set(Self.words(of: topic.text)))])
            }
    }

    /// Words that say nothing of what is meant.
    private static let emptyWords: Set<String> = [
        "a", "an", "and", "are", "can", "do", "doe", "for", "from", "get", "how", "i", "in", "is", "it", "make", "me",
        "my", "of", "on", "or", "the", "to", "use", "what", "when", "where", "which", "why", "with", "you",
    ]

    /// The words of a text in small letters, without the endings of plurals.
    static func words(of text: String) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): word.append(byte | 0x20)
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
                word.append(byte)
            default:
                if !word.isEmpty { words.append(stem(String(decoding: word, as: UTF8.self))) }
                word.removeAll(keepingCapacity: true)
            }
        }
        if !word.isEmpty { words.append(stem(String(decoding: word, as: UTF8.self))) }
        return words
    }

    private static func stem(_ word: String) -> String {
        for (ending, least) in [("ing", 6), ("ies", 5), ("es", 5), ("s", 4), ("e", 5)] where word.hasSuffix(ending) {
            guard word.count >= least, !word.hasSuffix("ss") else { continue }
            return String(word.dropLast(ending.count)) + (ending == "ies" ? "y" : "")
        }
        return word
    }
}

/// What learners and other libraries call things, and the pages that are meant.
enum LearnersWords {
    /// The titles that a question leads to, those of its longest phrases first.
    static func titles(in question: String) -> [String] {
        let found = phrases.filter { question.contains(" \($0.phrase) ") }
        var titles: [String] = []
        for (_, names) in found.sorted(by: { $0.phrase.count > $1.phrase.count }) {
            titles += names.filter { !titles.contains($0) }
        }
        return titles
    }

    private static let phrases: [(phrase: String, titles: [String])] = table.split(separator: "\n").flatMap { line in
        let parts = line.split(separator: ":")
        let titles = parts.last?.split(separator: " ").map(String.init) ?? []
        return (parts.first ?? "").split(separator: ",").map { phrase in
            (HelpSearch.words(of: String(phrase)).joined(separator: " "), titles)
        }
    }

    /// Phrases, and behind the colon the pages.
    private static let table = """
        train, fit, training, training loop, learn, optimise, optimize: train step training
        gradient descent, sgd, descent, epochs: train step backward training
        learning rate, step size, diverge, diverges, nan loss, exploding: diagnose train
        backprop, backpropagation, autograd, autodiff, derivative, differentiate, gradient: grad backward gradients
        minibatch, mini batch, batch size, adam, momentum, rmsprop, optimizer: train models
        early stopping, overfitting, overfit, validation, validation set: train split models
        cross validation, crossvalidation, kfold, k fold, train test split, test set, holdout: split score train
        train_test_split: split
        regularization, regularisation, weight decay, ridge, l2: train models
        linear regression, least squares, regression: train np.linalg.lstsq training
        logistic regression, classification, classifier, classify: train sigmoid one_hot score
        neural network, neural net, mlp, perceptron, hidden layer, deep learning, keras, torch, pytorch: models gradients train
        loss function, cost, mse, mean squared error: loss train
        accuracy, r2, rmse, metric, metrics, confusion matrix, evaluate, precision, recall: score predict
        standardscaler, normalize, normalise, scaling, scaler, z score, preprocess: standardize
        onehotencoder, one hot, dummies, get_dummies, encode labels: one_hot
        infer, inference, forward pass: predict forward
        read csv, read_csv, csv, excel, dataset, data frame, dataframe, pandas, open file: load files
        write file, export data, savetxt: save files
        draw, chart, graph, figure, matplotlib, visualise, visualize, curve: plot plots
        histogram, distribution: hist plots
        heatmap, imshow, image: heat plots
        scatter plot, points: scatter plots
        variables, workspace, ls, who, names, memory: whos
        describe, summary, summary statistics: stats
        missing values, missing, nan, nans, infinite: find np.isnan stats
        matrix multiplication, matrix product, dot product, multiply matrices: matmul dot shapes
        transpose: transpose shapes
        inverse, invert a matrix, inverse matrix: inv solve
        change shape, flatten, dimensions: reshape shapes
        broadcast error, shape mismatch, shapes do not match: broadcasting shapes
        reproducible, random seed, seed, same numbers: seed random
        random numbers: rand randn random
        revert, go back, mistake, time travel, undo: undo goto travel
        previous cells, earlier input: history
        where does a value come from, lineage, provenance: why travel
        save session, notebook, jupyter, ipynb, share, convert: export record sessions
        replay, run again, rerun: rerun replay
        test, verify, regression test: check sessions
        benchmark, timeit, profile, how long, speed: time
        loop, iterate, repeat: for while
        function, define: def
        exit, close, leave: quit
        shortcuts, keyboard, hotkeys, key bindings: keys
        """
}

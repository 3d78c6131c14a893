internal import Kernels

extension ReductionRow {
    /// Reduces the row with a function applied in order.
    @inline(__always)
    func fold(_ combine: (Output, Input) -> Output) {
        if count > Interruption.pieceLength { return foldInPieces(combine) }
        if outputStep == 0 {
            var result = output.pointee
            for index in 0..<count { result = combine(result, input[index * inputStep]) }
            output.pointee = result
        } else {
            for index in 0..<count {
                output[index * outputStep] = combine(output[index * outputStep], input[index * inputStep])
            }
        }
    }

    /// Reduces a long row in pieces until evaluation should stop; separate, so that short rows don't pay for its
    /// code.
    @inline(never)
    private func foldInPieces(_ combine: (Output, Input) -> Output) {
        Interruption.forEachPiece(of: count) { piece in
            ReductionRow(
                output: output + piece.lowerBound * outputStep, outputStep: outputStep,
                input: input + piece.lowerBound * inputStep, inputStep: inputStep, count: piece.count,
                isFirst: isFirst
            ).fold(combine)
        }
    }
}

extension ReductionRow where Output: FloatElement {
    /// Adds the row: pairwise into one sum, or one by one into many.
    @inline(__always)
    func add(_ convert: (Input) -> Output) {
        if outputStep != 0 { return fold { $0 + convert($1) } }
        let converted = [Output](largeCapacity: count) { buffer, initialized in
            for index in 0..<count { buffer.initializeElement(at: index, to: convert(input[index * inputStep])) }
            initialized = count
        }
        converted.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            output.pointee += Summation.pairwise(start, stride: 1, count: count)
        }
    }
}

extension ReductionRow where Input: FloatElement, Output == Input {
    /// Adds the row: pairwise into one sum, or one by one into many.
    @inline(__always)
    func add() {
        if outputStep == 0 {
            output.pointee += Summation.pairwise(input, stride: inputStep, count: count)
        } else {
            fold { $0 + $1 }
        }
    }
}

extension ReductionRow where Output == Input {
    /// Reduces the row to a maximum or minimum, one by one.
    @inline(__always)
    func selectInOrder(_ choose: (Input, Input) -> Input) {
        if !isFirst { return fold(choose) }
        if outputStep != 0 { return fold { _, number in number } }
        output.pointee = input.pointee
        ReductionRow(
            output: output, outputStep: 0, input: input + inputStep, inputStep: inputStep, count: count - 1,
            isFirst: false
        ).fold(choose)
    }
}

extension ReductionRow where Input == Double, Output == Double {
    /// Reduces the row to a maximum or minimum, in the order that decides which of two equal zeros is kept
    /// (`DOUBLE_maximum` with AVX2: the second of two equal numbers).
    @inline(__always)
    func select(_ choose: (Double, Double) -> Double) {
        if !isFirst { return selectRest(from: 0, choose) }
        if outputStep == 0 {
            output.pointee = input.pointee
            selectRest(from: 1, choose)
        } else {
            fold { _, number in number }
        }
    }

    @inline(__always)
    private func selectRest(from start: Int, _ choose: (Double, Double) -> Double) {
        let input = input + start * inputStep
        let count = count - start
        if outputStep != 0 { return fold(choose) }
        if count == 0 { return }
        if inputStep == 1 {
            output.pointee = selectTogether(input, count, choose)
        } else {
            output.pointee = selectApart(input, count, choose)
        }
    }

    /// Contiguous numbers: four lanes that start from the result so far, with blocks of 32 combined as a tree.
    @inline(__always)
    private func selectTogether(
        _ input: UnsafePointer<Double>, _ count: Int, _ choose: (Double, Double) -> Double
    ) -> Double {
        var lanes = (output.pointee, output.pointee, output.pointee, output.pointee)
        var index = 0
        let whole = count - count % 32
        while index < whole {
            let end = min(index + Interruption.pieceLength, whole)
            lanes = selectBlocks(input + index, end - index, lanes, choose)
            index = end
            if index < whole, Interruption.isRequested { return lanes.0 }
        }
        while index + 4 <= count {
            lanes.0 = choose(lanes.0, input[index])
            lanes.1 = choose(lanes.1, input[index + 1])
            lanes.2 = choose(lanes.2, input[index + 2])
            lanes.3 = choose(lanes.3, input[index + 3])
            index += 4
        }
        var result = choose(choose(lanes.0, lanes.2), choose(lanes.1, lanes.3))
        while index < count {
            result = choose(result, input[index])
            index += 1
        }
        return result
    }

    /// Blocks of 32 contiguous numbers; a separate function, so that the lanes compile to a vector.
    @inline(never)
    private func selectBlocks(
        _ input: UnsafePointer<Double>, _ count: Int, _ start: (Double, Double, Double, Double),
        _ choose: (Double, Double) -> Double
    ) -> (Double, Double, Double, Double) {
        var lanes = start
        var index = 0
        while index + 32 <= count {
            lanes.0 = choose(lanes.0, tree(input + index, 4, choose))
            lanes.1 = choose(lanes.1, tree(input + index + 1, 4, choose))
            lanes.2 = choose(lanes.2, tree(input + index + 2, 4, choose))
            lanes.3 = choose(lanes.3, tree(input + index + 3, 4, choose))
            index += 32
        }
        return lanes
    }

    /// Strided numbers: eight lanes combined as a tree, then the rest one by one.
    @inline(__always)
    private func selectApart(
        _ input: UnsafePointer<Double>, _ count: Int, _ choose: (Double, Double) -> Double
    ) -> Double {
        var result = output.pointee
        var index = 0
        if count >= 8 {
            var lanes = SIMD8<Double>()
            for lane in 0..<8 { lanes[lane] = input[lane * inputStep] }
            index = 8
            let whole = count - count % 8
            while index < whole {
                let end = min(index + Interruption.pieceLength, whole)
                while index < end {
                    for lane in 0..<8 { lanes[lane] = choose(lanes[lane], input[(index + lane) * inputStep]) }
                    index += 8
                }
                if index < whole, Interruption.isRequested { return result }
            }
            let first = choose(choose(lanes[0], lanes[1]), choose(lanes[2], lanes[3]))
            let second = choose(choose(lanes[4], lanes[5]), choose(lanes[6], lanes[7]))
            result = choose(result, choose(first, second))
        }
        while index < count {
            result = choose(result, input[index * inputStep])
            index += 1
        }
        return result
    }

    /// Eight numbers combined pairwise.
    @inline(__always)
    private func tree(_ input: UnsafePointer<Double>, _ step: Int, _ choose: (Double, Double) -> Double) -> Double {
        let first = choose(choose(input[0], input[step]), choose(input[2 * step], input[3 * step]))
        let second = choose(choose(input[4 * step], input[5 * step]), choose(input[6 * step], input[7 * step]))
        return choose(first, second)
    }
}

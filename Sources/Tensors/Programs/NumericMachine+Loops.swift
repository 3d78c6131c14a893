internal import Kernels

extension NumericMachine {
    /// Whether so many numbers are all finite.
    static func areFinite(_ numbers: UnsafePointer<Double>, _ count: Int) -> Bool {
        var defects: UInt64 = 0
        for index in 0..<count { defects |= numbers[index].defect }
        return defects >> 63 == 0
    }

    // MARK: - Element by element

    @inline(__always)
    func binary(_ operation: BinaryOperation, _ instruction: Instruction) -> Bool {
        switch operation {
        case .add: combine(instruction) { $0 + $1 }
        case .subtract: combine(instruction) { $0 - $1 }
        case .multiply: combine(instruction) { $0 * $1 }
        case .divide: combine(instruction) { $0 / $1 }
        default: combineSlowly(operation, instruction)
        }
    }

    @inline(never)
    private func combineSlowly(_ operation: BinaryOperation, _ instruction: Instruction) -> Bool {
        combine(instruction) { operation.apply($0, $1) }
    }

    @inline(never)
    func unary(_ operation: UnaryOperation, _ instruction: Instruction) -> Bool {
        switch operation {
        case .negative: combine(instruction) { left, _ in -left }
        case .square: combine(instruction) { left, _ in left * left }
        case .sqrt: combine(instruction) { left, _ in left.squareRoot() }
        default: combine(instruction) { left, _ in operation.apply(left) }
        }
    }

    /// NumPy's short cuts for an exponent that is the same for all elements.
    @inline(__always)
    func power(_ instruction: Instruction) -> Bool {
        let exponent = places[instruction.right].pointee
        if exponent == 2 { return combine(instruction) { base, _ in base * base } }
        return powerSlowly(instruction, exponent)
    }

    @inline(never)
    private func powerSlowly(_ instruction: Instruction, _ exponent: Double) -> Bool {
        switch exponent {
        case 0.5: combine(instruction) { base, _ in base.squareRoot() }
        case -1: combine(instruction) { base, _ in 1 / base }
        case 0: combine(instruction) { _, _ in 1 }
        case 1: combine(instruction) { base, _ in base }
        default: combine(instruction) { base, _ in Arithmetic.power(base, exponent) }
        }
    }

    /// Computes each element of the output from those of the operands; false if one isn't finite.
    @inline(__always)
    private func combine(_ instruction: Instruction, _ operation: (Double, Double) -> Double) -> Bool {
        let length = instruction.inner
        let (outputStep, leftStep, rightStep) = instruction.innerSteps
        var (output, left, right) = (
            places[instruction.output], places[instruction.left], places[instruction.right]
        )
        if length == 1, instruction.outer == 1 {
            let value = operation(left.pointee, right.pointee)
            output.pointee = value
            return value.isFinite
        }
        var defects: UInt64 = 0
        for _ in 0..<instruction.outer {
            if outputStep == 1 && leftStep == 1 && rightStep == 1 {
                for index in 0..<length {
                    let value = operation(left[index], right[index])
                    defects |= value.defect
                    output[index] = value
                }
            } else if outputStep == 1 && leftStep == 1 && rightStep == 0 {
                let constant = right.pointee
                for index in 0..<length {
                    let value = operation(left[index], constant)
                    defects |= value.defect
                    output[index] = value
                }
            } else {
                for index in 0..<length {
                    let value = operation(left[index * leftStep], right[index * rightStep])
                    defects |= value.defect
                    output[index * outputStep] = value
                }
            }
            output += instruction.outerSteps.0
            left += instruction.outerSteps.1
            right += instruction.outerSteps.2
        }
        return defects >> 63 == 0
    }

    // MARK: - Products and sums

    @inline(__always)
    func product(_ instruction: Instruction, isDot: Bool) -> Bool {
        let output = places[instruction.output]
        let left = Matrix(
            places[instruction.left], rows: instruction.outer, columns: instruction.inner,
            rowStride: instruction.outerSteps.1, columnStride: instruction.innerSteps.1)
        let right = Matrix(
            places[instruction.right], rows: instruction.inner, columns: instruction.columns,
            rowStride: instruction.outerSteps.2, columnStride: instruction.innerSteps.2)
        let result = MutableMatrix(
            output, rowStride: instruction.outerSteps.0, columnStride: instruction.innerSteps.0)
        if isDot {
            MatrixProduct.dot(left, right, into: result)
        } else {
            MatrixProduct.matmul(left, right, into: result)
        }
        return Self.areFinite(output, instruction.outer * instruction.columns)
    }

    @inline(never)
    func sumRows(_ instruction: Instruction) -> Bool {
        var row = places[instruction.left]
        let sums = places[instruction.output]
        for index in 0..<instruction.outer {
            sums[index] = 0.0 + Summation.pairwise(row, stride: 1, count: instruction.inner)
            row += instruction.inner
        }
        return Self.areFinite(sums, instruction.outer)
    }

    // MARK: - Integers

    /// Carries out an instruction with integers; gives up at an overflow and at a division by zero.
    func executeInteger(_ instruction: Instruction) -> Bool {
        let (output, left, right) = (instruction.output, instruction.left, instruction.right)
        switch instruction.operation {
        case .number: places[output].pointee = Double(integers[left])
        case .integerQuotient:
            let (dividend, divisor) = (integers[left], integers[right])
            // Beyond, two roundings would differ from one.
            guard divisor != 0, dividend.magnitude <= 1 << 53, divisor.magnitude <= 1 << 53 else { return false }
            places[output].pointee = Double(dividend) / Double(divisor)
        case .integer(let operation):
            guard let value = Self.integer(operation, integers[left], integers[right]) else { return false }
            integers[output] = value
        case .integerCopy: integers[output] = integers[left]
        case .compare(let operation):
            integers[output] = operation.isTrue(places[left].pointee, places[right].pointee) ? 1 : 0
        case .compareIntegers(let operation):
            integers[output] = operation.isTrue(integers[left], integers[right]) ? 1 : 0
        default: return false
        }
        return true
    }

    private static func integer(_ operation: BinaryOperation, _ left: Int, _ right: Int) -> Int? {
        let result: (partialValue: Int, overflow: Bool)
        switch operation {
        case .add: result = left.addingReportingOverflow(right)
        case .subtract: result = left.subtractingReportingOverflow(right)
        case .multiply: result = left.multipliedReportingOverflow(by: right)
        case .floorDivide, .remainder:
            if right == 0 || right == -1 { return nil }
            return operation == .remainder ? Arithmetic.remainder(left, right) : Arithmetic.floorDivide(left, right)
        default: return nil
        }
        return result.overflow ? nil : result.partialValue
    }
}

extension Double {
    /// Has its highest bit set if and only if this is not finite: 1 added to an exponent of all ones runs over.
    @inline(__always)
    fileprivate var defect: UInt64 { (bitPattern & 0x7FFF_FFFF_FFFF_FFFF) &+ 0x0010_0000_0000_0000 }
}

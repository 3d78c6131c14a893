import Testing

@testable import Tensors

/// What stands in the value itself and what needs an array must behave alike: everything is compared with an array.
struct AxisValuesTests {
    @Test(arguments: 0...7) func areWhatTheyWereMadeOf(count: Int) {
        let numbers = (0..<count).map { $0 * 3 - 4 }
        let values = AxisValues(numbers)
        #expect(values.count == count && Array(values) == numbers)
        #expect(Array(values.reversed()) == numbers.reversed())
        #expect(values == AxisValues(numbers.map { $0 }) && values.hashValue == AxisValues(numbers).hashValue)
        #expect(values != AxisValues(numbers + [0]))
        #expect(Array(AxisValues(repeating: 7, count: count)) == [Int](repeating: 7, count: count))
    }

    @Test(arguments: 1...7) func changeAtEachPlace(count: Int) {
        for place in 0..<count {
            var (numbers, values) = (Array(0..<count), AxisValues(0..<count))
            numbers[place] = -1
            values[place] = -1
            #expect(Array(values) == numbers && values != AxisValues(0..<count))
            numbers.remove(at: place)
            values.remove(at: place)
            #expect(Array(values) == numbers && values == AxisValues(numbers))
            numbers.insert(contentsOf: [8, 9], at: place)
            values.insert(contentsOf: [8, 9], at: place)
            #expect(Array(values) == numbers)
        }
    }
}

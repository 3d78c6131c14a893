internal import CObjects
internal import Kernels

/// What can hold itself, by way of others: lists, iterators, and the variables that functions share.
///
/// Every circle of references leads through one of these, since all else is made after what it holds.
public class ContainerObject: Object {
    /// Its place among those that the collector knows; -1 while it holds nothing that can hold anything.
    fileprivate final var place = -1
    fileprivate final unowned(unsafe) var known: KnownContainers?

    deinit { if place >= 0 { known?.forget(self) } }

    /// Whether it holds, or held, something that can hold something.
    final var isKnown: Bool { place >= 0 }

    /// Has the collector know it once it holds something that can hold something.
    @inline(__always) final func note(_ item: Value) {
        if place < 0, item.isCompound { Collector.add(self) }
    }

    /// The same for all items of a list.
    final func note(_ items: [Value]) {
        if place < 0, items.polled(work: 2).contains(where: \.isCompound) { Collector.add(self) }
    }

    /// What it holds.
    var held: [Value] { [] }

    /// Lets go of what it holds; nothing can reach it any more, so that no log need know.
    func empty() {}
}

/// The containers of a thread that may be part of a circle.
private final class KnownContainers {
    var containers: [Unmanaged<ContainerObject>] = []

    func forget(_ container: ContainerObject) {
        let last = containers.removeLast()
        if container.place < containers.count {
            containers[container.place] = last
            last._withUnsafeGuaranteedRef { $0.place = container.place }
        }
        running_cell_here().pointee.known_count = Int64(containers.count)
    }
}

/// Lets go of objects that hold each other in a circle and that nothing else holds; to count references never does.
///
/// It is trial deletion: from the references that each object has, those that come from containers are taken away. What has
/// any left is held from outside, and so is all that can be reached from it. (D. F. Bacon and V. T. Rajan, "Concurrent Cycle
/// Collection in Reference Counted Systems", 2001; CPython's collector does the same.)
enum Collector {
    /// So many containers at least are known before it looks.
    private static var smallest: Int64 { 20_000 }

    /// Whether there are twice as many containers as it left last time.
    @inline(__always) static var isDue: Bool {
        let cell = running_cell_here()
        return cell.pointee.known_count > max(cell.pointee.known_limit, smallest)
    }

    /// How many containers of this thread hold something that can hold something.
    static var knownCount: Int { Int(running_cell_here().pointee.known_count) }

    static func add(_ container: ContainerObject) {
        let cell = running_cell_here()
        let known: KnownContainers
        if let address = cell.pointee.known {
            known = Unmanaged<KnownContainers>.fromOpaque(address).takeUnretainedValue()
        } else {
            known = KnownContainers()
            // It stays as long as the thread may make a container.
            cell.pointee.known = Unmanaged.passRetained(known).toOpaque()
        }
        guard hasRoom(toGrow: known.containers) else { return }
        container.place = known.containers.count
        container.known = known
        known.containers.append(Unmanaged.passUnretained(container))
        cell.pointee.known_count = Int64(known.containers.count)
    }

    /// Whether there is room for one more; the cell is to end if not, and what isn't known goes with it.
    private static func hasRoom(toGrow containers: [Unmanaged<ContainerObject>]) -> Bool {
        let count = containers.count
        guard count == containers.capacity, !FreeMemory.hasRoom(for: 16 * count) else { return true }
        MissingMemory.note(16 * count)
        return false
    }

    /// Frees what only circles hold; nothing where there is no room to look for that, or once evaluation should stop. No built-in may be running: what it has in its
    /// hands isn't always counted.
    ///
    /// - Returns: how many containers it emptied.
    @discardableResult
    static func collect() -> Int {
        let cell = running_cell_here()
        guard let address = cell.pointee.known else { return 0 }
        let known = Unmanaged<KnownContainers>.fromOpaque(address).takeUnretainedValue()
        let count = empty(known)
        // A search that has no room isn't made again at once, but when there is more to free.
        if count != nil || !Interruption.isRequested { cell.pointee.known_limit = 2 * Int64(known.containers.count) }
        return count ?? 0
    }

    private static func empty(_ known: KnownContainers) -> Int? {
        var search = CircleSearch(known.containers)
        guard let garbage = try? search.unreachable() else { return nil }
        for container in garbage { container.empty() }
        return garbage.count
    }
}

/// One search: the objects that can be reached from the containers, by numbers. The first are the containers themselves.
private struct CircleSearch {
    private let containers: [Unmanaged<ContainerObject>]
    /// What holds something and is no known container: tuples, functions, methods.
    private var others: [Value] = []
    private var numbers: [ObjectIdentifier: Int] = [:]
    private var meter = WorkMeter()

    /// Evaluation should stop, or there is no room: what was found so far is of no use.
    struct Stop: Error {}

    /// How many bytes the search takes for an object: counts, marks, what waits to be looked at.
    private static let bytesPerObject = 40
    /// How many more for each that is no known container: a place in the list, and in the table of numbers, which are
    /// copied as they grow.
    private static let bytesPerOther = 160

    private func checkRoom(_ bytes: Int) throws(Stop) { if !FreeMemory.hasRoom(for: bytes) { throw Stop() } }

    init(_ containers: [Unmanaged<ContainerObject>]) { self.containers = containers }

    /// The containers that nothing outside of circles holds.
    mutating func unreachable() throws(Stop) -> [ContainerObject] {
        try findOthers()
        try checkRoom((containers.count + others.count) * Self.bytesPerObject)
        var counts = references()
        for number in counts.indices {
            for item in held(by: number) {
                try poll()
                if let other = self.number(of: item) { counts[other] -= 1 }
            }
        }
        var isReached = counts.map { $0 > 0 }
        var waiting = counts.indices.filter { isReached[$0] }
        while let number = waiting.popLast() {
            for item in held(by: number) {
                try poll()
                guard let other = self.number(of: item), !isReached[other] else { continue }
                isReached[other] = true
                waiting.append(other)
            }
        }
        return containers.indices.filter { !isReached[$0] }.map { containers[$0].takeUnretainedValue() }
    }

    private mutating func poll() throws(Stop) { if meter.shouldStop(after: 16) { throw Stop() } }

    private mutating func findOthers() throws(Stop) {
        var next = 0
        while next < containers.count + others.count {
            for item in held(by: next) {
                try poll()
                guard item.isCompound, item.container == nil, let object = item.object,
                    numbers[ObjectIdentifier(object)] == nil
                else { continue }
                if others.count == others.capacity { try checkRoom(others.count * Self.bytesPerOther) }
                numbers[ObjectIdentifier(object)] = containers.count + others.count
                others.append(item)
            }
            next += 1
        }
    }

    /// How many references each object has. Nothing else may be held meanwhile, so that it goes by addresses.
    private func references() -> [Int] {
        var counts = [Int](repeating: 0, count: containers.count + others.count)
        for (number, container) in containers.enumerated() {
            counts[number] = Int(reference_count(container.toOpaque()))
        }
        // `others` holds them once.
        for (object, number) in numbers { counts[number] = Int(reference_count(object.address)) - 1 }
        return counts
    }

    private func number(of value: Value) -> Int? {
        if let container = value.container { return container.place >= 0 ? container.place : nil }
        guard value.isCompound, let object = value.object else { return nil }
        return numbers[ObjectIdentifier(object)]
    }

    private func held(by number: Int) -> [Value] {
        if number < containers.count { return containers[number]._withUnsafeGuaranteedRef { $0.held } }
        return others[number - containers.count].held
    }
}

extension ObjectIdentifier {
    fileprivate var address: UnsafeRawPointer? { UnsafeRawPointer(bitPattern: UInt(bitPattern: self)) }
}

extension Value {
    fileprivate var container: ContainerObject? {
        switch self {
        case .list(let list): list
        case .cell(let cell): cell
        case .iterator(let iterator): iterator
        case .dictionary(let dictionary): dictionary
        case .set(let set): set
        case .classObject(let type): type.isBuiltin ? nil : type
        default: nil
        }
    }

    /// The values that it holds, if it is no container.
    fileprivate var held: [Value] {
        switch self {
        case .tuple(let tuple): tuple.items
        case .function(let function): function.held
        case .method(let method): [method.receiver, method.function ?? .none]
        case .instance(let instance): instance.held
        case .descriptor(let descriptor): descriptor.held
        case .superObject(let object): [object.receiver, .classObject(object.start)]
        case .view(let view): [.dictionary(view.dictionary)]
        default: []
        }
    }
}

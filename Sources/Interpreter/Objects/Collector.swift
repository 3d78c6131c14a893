internal import CObjects
internal import Kernels

/// An object that can refer to itself through others: a list, an iterator, or a variable shared by functions.
///
/// Every reference cycle contains one of these, because all other objects are made after what they refer to.
public class ContainerObject: Object {
    /// Its index among the objects known to the collector; -1 while it holds nothing that can refer to other objects.
    fileprivate final var place = -1
    fileprivate final unowned(unsafe) var known: KnownContainers?

    deinit { if place >= 0 { known?.forget(self) } }

    /// Whether it holds or held something that can refer to other objects.
    final var isKnown: Bool { place >= 0 }

    /// Registers it with the collector once it holds something that can refer to other objects.
    @inline(__always) final func note(_ item: Value) {
        if place < 0, item.isCompound { Collector.add(self) }
    }

    /// The same for all items of a list.
    final func note(_ items: [Value]) {
        if place < 0, items.polled(work: 2).contains(where: \.isCompound) { Collector.add(self) }
    }

    /// The values that it refers to.
    var held: [Value] { [] }

    /// Releases the values that it refers to. It is unreachable, so no log is needed.
    func empty() {}
}

/// The containers of a thread that may be part of a reference cycle.
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

/// Frees reference cycles that nothing else refers to, which reference counting alone never does.
///
/// It uses trial deletion: references from containers are subtracted from each object's reference count. An object
/// with a positive remainder is referenced from outside, and so is everything reachable from it. (D. F. Bacon and V.
/// T. Rajan, "Concurrent Cycle Collection in Reference Counted Systems", 2001; CPython's collector does the same.)
enum Collector {
    /// The minimum number of known containers before a collection.
    private static var smallest: Int64 { 20_000 }

    /// Whether there are more than twice as many containers as the last collection left.
    @inline(__always) static var isDue: Bool {
        let cell = running_cell_here()
        return cell.pointee.known_count > max(cell.pointee.known_limit, smallest)
    }

    /// The number of known containers of this thread.
    static var knownCount: Int { Int(running_cell_here().pointee.known_count) }

    static func add(_ container: ContainerObject) {
        let cell = running_cell_here()
        let known: KnownContainers
        if let address = cell.pointee.known {
            known = Unmanaged<KnownContainers>.fromOpaque(address).takeUnretainedValue()
        } else {
            known = KnownContainers()
            // It stays allocated as long as the thread may make a container.
            cell.pointee.known = Unmanaged.passRetained(known).toOpaque()
        }
        guard hasRoom(toGrow: known.containers) else { return }
        container.place = known.containers.count
        container.known = known
        known.containers.append(Unmanaged.passUnretained(container))
        cell.pointee.known_count = Int64(known.containers.count)
    }

    /// Whether there is memory for one more container. If not, the cell ends, and so do containers that are not
    /// known.
    private static func hasRoom(toGrow containers: [Unmanaged<ContainerObject>]) -> Bool {
        let count = containers.count
        guard count == containers.capacity, !FreeMemory.hasRoom(for: 16 * count) else { return true }
        MissingMemory.note(16 * count)
        return false
    }

    /// Frees unreachable cycles. Does nothing if there is no memory for the search, or once evaluation should stop.
    /// No built-in may be running: the collector does not see all the values a built-in holds.
    ///
    /// - Returns: the number of containers that it emptied.
    @discardableResult
    static func collect() -> Int {
        let cell = running_cell_here()
        guard let address = cell.pointee.known else { return 0 }
        let known = Unmanaged<KnownContainers>.fromOpaque(address).takeUnretainedValue()
        let count = empty(known)
        // After a search that lacked memory, wait until there is more to free.
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

/// One search: all objects reachable from the containers, by index. The containers come first.
private struct CircleSearch {
    private let containers: [Unmanaged<ContainerObject>]
    /// Objects that refer to others but are not known containers: tuples, functions, methods.
    private var others: [Value] = []
    private var numbers: [ObjectIdentifier: Int] = [:]
    private var meter = WorkMeter()

    /// Evaluation should stop, or there is no memory: the results so far are useless.
    struct Stop: Error {}

    /// The bytes that the search needs per object: counts, marks, and the work list.
    private static let bytesPerObject = 40
    /// The additional bytes per object that is not a known container: entries in the list and in the index table,
    /// which are copied as they grow.
    private static let bytesPerOther = 160

    private func checkRoom(_ bytes: Int) throws(Stop) { if !FreeMemory.hasRoom(for: bytes) { throw Stop() } }

    init(_ containers: [Unmanaged<ContainerObject>]) { self.containers = containers }

    /// The containers that only cycles refer to.
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

    /// The reference count of each object, read by address. The search itself must not hold other references.
    private func references() -> [Int] {
        var counts = [Int](repeating: 0, count: containers.count + others.count)
        for (number, container) in containers.enumerated() {
            counts[number] = Int(reference_count(container.toOpaque()))
        }
        // `others` holds one reference to each.
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

    /// The values that it refers to, if it is not a container.
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

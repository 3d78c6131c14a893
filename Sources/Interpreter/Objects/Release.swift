internal import CObjects
internal import Kernels

/// Lets go of what containers held, however deep they lay in each other, in bounded stack.
///
/// A container that dies would release its items from within its own end, and they theirs: a chain of a million would
/// need a million frames. Beyond a depth the items wait in a list of the thread, which the outermost release empties.
package enum Release {
    private static var deepest: Int64 { 32 }

    /// More items than this aren't let go of once evaluation should stop: that would keep the prompt waiting.
    private static var mostInHaste: Int { 1 << 10 }

    private final class Waiting {
        var objects: [AnyObject] = []
        /// What waits for the next cell.
        var items: [[Value]] = []
        /// What else does: nothing of it lies deep.
        var others: [Any] = []
    }

    /// Lets go of what the end of an interrupted cell had no time for.
    static func catchUp() {
        let cell = running_cell_here()
        if cell.pointee.waiting == nil { return }
        let waiting = waiting(cell)
        while var items = waiting.items.popLast() { releaseAll(&items) }
        waiting.others = []
    }

    /// Has what a call was given, or has made, stay until the next cell, once evaluation should stop: it may be millions
    /// of objects, but none that lie deep.
    package static func keepForNow(_ objects: @autoclosure () -> Any) {
        if Interruption.isRequested { waiting(running_cell_here()).others.append(objects()) }
    }

    /// Lets go of the items of a container that ends.
    @inline(__always) static func later(_ items: inout [Value]) {
        if items.isEmpty { return }
        if items.count > mostInHaste, Interruption.isRequested {
            waiting(running_cell_here()).items.append(items)
            items = []
        } else {
            releaseAll(&items)
        }
    }

    /// Lets go of the value that a method or a shared variable held.
    static func later(_ value: inout Value) {
        guard value.isCompound else { return }
        nested {
            value = .none
        } orWait: {
            $0.append(contentsOf: [value.object].compactMap(\.self))
        }
        value = .none
    }

    private static func releaseAll(_ items: inout [Value]) {
        guard items.contains(where: \.isCompound) else { return letGo(&items) }
        nested {
            letGo(&items)
        } orWait: {
            $0.append(contentsOf: items.compactMap(\.object))
        }
        items = []
    }

    /// Lets go of items; of many piece by piece, and what is left once evaluation should stop waits for the next cell.
    private static func letGo(_ items: inout [Value]) {
        // What somebody else holds stays as it is, and would be copied here.
        while items.count > mostInHaste << 6, withUnsafeBytes(of: &items, isHeldOnce) {
            items.removeLast(mostInHaste << 4)
            if Interruption.isRequested {
                waiting(running_cell_here()).items.append(items)
                break
            }
        }
        items = []
    }

    /// Whether the storage that an array is a reference to is held by nobody else.
    private static func isHeldOnce(_ array: UnsafeRawBufferPointer) -> Bool {
        reference_count(array.load(as: UnsafeRawPointer.self)) == 1
    }

    private static func nested(_ release: () -> Void, orWait wait: (inout [AnyObject]) -> Void) {
        let cell = running_cell_here()
        guard cell.pointee.release_depth < deepest else { return wait(&waiting(cell).objects) }
        cell.pointee.release_depth += 1
        release()
        if cell.pointee.release_depth == 1, cell.pointee.waiting != nil {
            let waiting = waiting(cell)
            while let object = waiting.objects.popLast() { _ = consume object }
        }
        cell.pointee.release_depth -= 1
    }

    private static func waiting(_ cell: UnsafeMutablePointer<running_cell>) -> Waiting {
        if let address = cell.pointee.waiting { return Unmanaged<Waiting>.fromOpaque(address).takeUnretainedValue() }
        let made = Waiting()
        // It stays as long as the thread may release something.
        cell.pointee.waiting = Unmanaged.passRetained(made).toOpaque()
        return made
    }
}

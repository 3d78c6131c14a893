internal import CObjects
internal import Kernels

/// Releases the contents of containers in bounded stack, however deep they nest.
///
/// A deallocated container would release its items recursively: a chain of a million needs a million stack frames.
/// Beyond a certain depth, items wait in a list of the thread, which the outermost release empties.
package enum Release {
    private static var deepest: Int64 { 32 }

    /// Once evaluation should stop, no more items than this are released at once, so that the prompt need not wait.
    private static var mostInHaste: Int { 1 << 10 }

    private final class Waiting {
        var objects: [AnyObject] = []
        /// Items to release in the next cell.
        var items: [[Value]] = []
        /// Other values to release then, none of which nests deeply.
        var others: [Any] = []
    }

    /// Releases what an interrupted cell had no time for.
    static func catchUp() {
        let cell = running_cell_here()
        if cell.pointee.waiting == nil { return }
        let waiting = waiting(cell)
        while var items = waiting.items.popLast() { releaseAll(&items) }
        waiting.others = []
    }

    /// Keeps the arguments or result of a call alive until the next cell, once evaluation should stop. There may be
    /// millions of objects, but none may nest deeply.
    package static func keepForNow(_ objects: @autoclosure () -> Any) {
        if Interruption.isRequested { waiting(running_cell_here()).others.append(objects()) }
    }

    /// Releases the items of a container that is being deallocated.
    @inline(__always) static func later(_ items: inout [Value]) {
        if items.isEmpty { return }
        if items.count > mostInHaste, Interruption.isRequested {
            waiting(running_cell_here()).items.append(items)
            items = []
        } else {
            releaseAll(&items)
        }
    }

    /// Releases the value of a method or shared variable.
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

    /// Releases items, many of them in pieces. Once evaluation should stop, the rest waits for the next cell.
    private static func letGo(_ items: inout [Value]) {
        // Storage that something else holds would be copied here, and stays anyway.
        while items.count > mostInHaste << 6, withUnsafeBytes(of: &items, isHeldOnce) {
            items.removeLast(mostInHaste << 4)
            if Interruption.isRequested {
                waiting(running_cell_here()).items.append(items)
                break
            }
        }
        items = []
    }

    /// Whether an array's storage has only one owner.
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
        // It stays allocated as long as the thread may release something.
        cell.pointee.waiting = Unmanaged.passRetained(made).toOpaque()
        return made
    }
}

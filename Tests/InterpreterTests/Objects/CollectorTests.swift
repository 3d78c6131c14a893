import Builtins
import Kernels
import Testing

@testable import Interpreter

/// Circles of references are let go of when nothing else holds them, and never before.
@Suite struct CollectorTests {
    private static func run(_ source: String, in interpreter: Interpreter) -> String {
        var text = ""
        let ending = interpreter.run(Cell(number: 1, source: source)) { event in
            if case .output(let output) = event { text += output }
        }
        return ending.isFinished ? text : "failed"
    }

    @Test(
        "what only circles hold goes while a cell runs",
        arguments: [
            "a = [i]; a.append(a)", "a = [i]; b = [a, i]; a.append((b, [b]))", "a = []; a.append(a.append)",
            "f(i)", "g(i)", "a = [[]]; a[0].append((1, (2, a)))", "a = [i]; a[0] = a", "a = [i]; a += [a]",
            "q = []; q.append(own(q))", "q = []; q.append(own(q)); next(q[0])", "next(late(i))",
            "a = [0, 0]; a[1:] = [a, a]", "h = []; h.append(lambda x: h); h[0](1)", "h = k(i); h.append(h)",
            "h = L(); h.append(h)",
            "h = L(); h.me = [h]", "h = D(); h[0] = h", "h = T(([],)); h[0].append(h)", "h = deque(); h.append(h)",
            "h = defaultdict(list); h[0] = [h]", "h = defaultdict(None); h.default_factory = h.copy",
            "h = Counter(); h[1] = [h]", "h = ChainMap({}); h[0] = h",
        ])
    func garbage(body: String) {
        let interpreter = Interpreter()
        let source = """
            from collections import deque, defaultdict, Counter, ChainMap
            class L(list): pass
            class D(dict): pass
            class T(tuple): pass
            def f(n):
                def inner(m):
                    return inner(m - 1) if m > 0 else n
                return inner(2)
            def g(n):
                items = [n]
                def give():
                    return items, give
                items.append(give)
                return n
            def own(held):
                yield held
                yield 1
            def late(n):
                def inner():
                    yield n, g
                g = inner()
                next(g)
                yield 1
            def k(n, given=[]):
                return [n, given]
            for i in range(24_000):
                \(body)
            """
        // What ran on this thread before may have left it a higher limit.
        Collector.collect()
        let before = Collector.knownCount
        #expect(Self.run(source, in: interpreter) == "")
        #expect(Collector.knownCount < before + 22_000)
        Collector.collect()
        #expect(Collector.knownCount < before + 30)
    }

    @Test("what a name, a running function or a log holds stays") func reachable() {
        let interpreter = Interpreter()
        let source = """
            ring = [1]; ring.append((ring, [ring]))
            def counter():
                count = [0]
                def up():
                    count[0] += 1
                    return count[0], up
                return up
            up = counter()
            def deep(n):
                own = [n]; own.append(own)
                for i in range(3000):
                    rest = [i]; rest.append(rest)
                return deep(n - 1) + own[1][0] if n > 0 else own[1][0]
            total = deep(20)
            """
        #expect(Self.run(source, in: interpreter) == "")
        Collector.collect()
        let look = "print(ring[1][0] is ring, ring[1][1][0][0], up()[0], up()[1]()[0], total)"
        #expect(Self.run(look, in: interpreter) == "True 1 1 3 210\n")
        let log = CellLog()
        log.run { interpreter.workspace.set("ring", to: .none) }
        Collector.collect()
        log.rollBack()
        #expect(Self.run("print(ring[1][0] is ring, ring[1][1][0][0])", in: interpreter) == "True 1\n")
    }

    @Test("a built-in that calls back keeps what it goes through") func callbacks() {
        let source = """
            def key(item):
                for i in range(2000):
                    a = [i]; a.append(a)
                return item[0]
            def make():
                items = [[n] for n in range(40, 0, -1)]
                for item in items: item.append(items)
                return items
            print([item[0] for item in sorted(make(), key=key)][:3], max(make(), key=key)[0])
            """
        #expect(Self.run(source, in: Interpreter()) == "[1, 2, 3] 40\n")
    }

    // The request is for the whole process, so this runs in one of its own.
    @Test("a search that Ctrl-C ends lets go of nothing") func stoppedSearch() async {
        await #expect(processExitsWith: .success) {
            for number in 0..<30_000 {
                let list = ListObject([.int(number)])
                list.append(.list(list))
            }
            Interruption.request()
            #expect(Collector.collect() == 0)
            #expect(Collector.knownCount == 30_000)
            Interruption.clear()
            #expect(Collector.collect() == 30_000)
            #expect(Collector.knownCount == 0)
        }
    }
}

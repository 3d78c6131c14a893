internal import Tensors

/// The order in which a step's nodes are computed, and where their numbers lie.
///
/// What nothing needs is dropped, unless NumPy might warn of it. Functions of single elements that go over as many elements
/// are joined into chains, which take a block of elements through all their functions: a chain takes a function in where all that it needs is there
/// before the chain, or comes from it element by element. Memory is given back once the last instruction that reads it
/// has run.
struct StepPlan {
    enum Instruction {
        /// Nodes of functions of single elements, in order.
        case chain([Int])
        case single(Int)
    }

    private(set) var instructions: [Instruction] = []
    /// The instruction of each computed node; -1 for all others.
    private(set) var position: [Int]
    /// Where a node's memory begins; nil where it has none: it is a link of a chain that nothing else reads.
    private(set) var memory: [Int?]
    /// Whether a number of a node that is not finite shows in a node that is made of it, which is looked at: so that it needs
    /// no look itself.
    private(set) var showsLater: [Bool]
    /// How much memory is needed (numbers).
    private(set) var size = 0

    /// Plans for these results.
    init(_ graph: StepGraph, results: [Int]) {
        let nodes = graph.nodes
        position = [Int](repeating: -1, count: nodes.count)
        memory = [Int?](repeating: nil, count: nodes.count)
        showsLater = [Bool](repeating: false, count: nodes.count)
        let isLive = Self.live(nodes, results)
        for (number, node) in nodes.enumerated() where isLive[number] {
            switch node.work {
            case .given, .fed, .constant: break
            case .view: position[number] = position[node.owner]
            case .function(_, let operands): schedule(number, operands, nodes)
            default:
                position[number] = instructions.count
                instructions.append(.single(number))
            }
        }
        place(nodes, isLive, results)
        for number in nodes.indices.reversed() where isLive[number] { lookAhead(number, nodes) }
    }

    /// Marks what a node is made of, where what is not finite of it shows in the node.
    private mutating func lookAhead(_ number: Int, _ nodes: [StepGraph.Node]) {
        let node = nodes[number]
        let isShown: (Int) -> Bool
        switch node.work {
        case .function(let function, _):
            guard showsLater[number] || function.mayFail else { return }
            isShown = function.passesOn
        case .sum, .product: isShown = { _ in true }
        default: return
        }
        for (place, operand) in node.operands.enumerated() where isShown(place) {
            // All of its numbers go in.
            if Self.isWhole(nodes[operand], nodes) { showsLater[nodes[operand].owner] = true }
        }
    }

    private static func live(_ nodes: [StepGraph.Node], _ results: [Int]) -> [Bool] {
        var isLive = [Bool](repeating: false, count: nodes.count)
        for result in results { isLive[result] = true }
        // NumPy may warn of what nothing needs.
        for (number, node) in nodes.enumerated() {
            switch node.work {
            case .function(let function, _): if function.mayFail { isLive[number] = true }
            case .sum, .product: isLive[number] = true
            default: continue
            }
        }
        for number in nodes.indices.reversed() where isLive[number] {
            for operand in nodes[number].operands { isLive[operand] = true }
        }
        return isLive
    }

    /// Whether a node's numbers are all of its owner's, as they lie.
    static func isWhole(_ node: StepGraph.Node, _ nodes: [StepGraph.Node]) -> Bool {
        node.layout.denseAxes != nil && node.layout.count == nodes[node.owner].layout.count
    }

    /// Puts a function in the first chain that can take it, or a new one.
    private mutating func schedule(_ number: Int, _ operands: [StepGraph.Operand], _ nodes: [StepGraph.Node]) {
        let count = nodes[number].layout.count
        var first = 0
        for operand in operands {
            let place = position[operand.node]
            guard place >= 0 else { continue }
            let comesAlong =
                if case .chain(let links) = instructions[place] {
                    operand.reach == .each && Self.isWhole(nodes[operand.node], nodes)
                        && nodes[links[0]].layout.count == count
                } else { false }
            first = max(first, comesAlong ? place : place + 1)
        }
        for place in first..<max(first, instructions.count) {
            guard case .chain(let links) = instructions[place], nodes[links[0]].layout.count == count else { continue }
            instructions[place] = .chain(links + [number])
            position[number] = place
            return
        }
        position[number] = instructions.count
        instructions.append(.chain([number]))
    }

    // MARK: - Memory

    private mutating func place(_ nodes: [StepGraph.Node], _ isLive: [Bool], _ results: [Int]) {
        // The last instruction that reads what lies in each owner's memory, and whether its own chain alone does.
        var lastUse = [Int](repeating: -1, count: nodes.count)
        var isKept = [Bool](repeating: false, count: nodes.count)
        for (number, node) in nodes.enumerated() where isLive[number] {
            if case .function = node.work {} else { isKept[number] = true }
            if case .view = node.work { continue }
            for operand in node.operands {
                let owner = nodes[operand].owner
                lastUse[owner] = max(lastUse[owner], position[number])
                if position[owner] != position[number] { isKept[owner] = true }
            }
        }
        for result in results {
            lastUse[nodes[result].owner] = .max
            isKept[nodes[result].owner] = true
        }
        for (number, node) in nodes.enumerated() where isLive[number] && position[number] < 0 && node.owner == number {
            memory[number] = take(node.layout.span)
        }
        var free: [(start: Int, count: Int)] = []
        for place in instructions.indices {
            let made: [Int] =
                switch instructions[place] {
                case .chain(let links): links
                case .single(let number): [number]
                }
            for number in made where isKept[number] {
                let count = Self.rounded(nodes[number].layout.count)
                // The smallest that is large enough.
                let fitting = free.indices.filter { free[$0].count >= count }.min { free[$0].count < free[$1].count }
                guard let fitting else {
                    memory[number] = take(count)
                    continue
                }
                memory[number] = free[fitting].start
                free[fitting] = (free[fitting].start + count, free[fitting].count - count)
                if free[fitting].count == 0 { free.remove(at: fitting) }
            }
            for number in nodes.indices {
                guard lastUse[number] == place, position[number] >= 0, nodes[number].owner == number,
                    let start = memory[number]
                else { continue }
                free.append((start, Self.rounded(nodes[number].layout.count)))
            }
        }
    }

    private mutating func take(_ count: Int) -> Int {
        defer { size += Self.rounded(count) }
        return size
    }

    /// Whole lines of the cache.
    private static func rounded(_ count: Int) -> Int { (count + 7) / 8 * 8 }
}

extension StepLayout {
    /// How many numbers lie between the first and the last element, themselves included.
    var span: Int { zip(shape.dimensions, strides).reduce(1) { $0 + ($1.0 - 1) * max($1.1, 0) } }
}

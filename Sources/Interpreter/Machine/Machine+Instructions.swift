internal import Compiler
internal import Tensors

extension Machine {
    /// The instructions that are infrequent or slow.
    @inline(never)
    func other(_ i: Instruction) throws(Failure) {
        let r = registers
        switch i.opcode {
        case .deleteGlobal, .deleteLocal, .deleteCell: try delete(i)
        case .copyCaptures:
            guard let captures = frame.function?.takeUnretainedValue().captures else { return }
            for index in 0..<Int(i.b) { r[Int(i.a) + index] = captures[index] }
        case .positive, .invert: try unary(i)
        case .contains, .identical: try compare(i)
        case .getItems where getElement(i), .setItems where setElement(i): break
        case .getSlice where getListSlice(i), .setSlice where setListSlice(i): break
        case .getItems where getPart(i), .getSlice where getPart(i): break
        case .setItems where setPart(i), .setSlice where setPart(i): break
        case .getItems, .getSlice: try getItem(i, try index(i, from: Int(i.c), ofSlice: .getSlice))
        case .setItems, .setSlice: try setItem(i, try index(i, from: Int(i.b), ofSlice: .setSlice))
        case .deleteItem: try deleteItem(i)
        case .makeSlice: r[Int(i.a)] = try slice(from: Int(i.b), hasStep: true, takesLabels: true)
        case .deleteAttribute: try deleteAttribute(i)
        case .makeTuple: r[Int(i.a)] = .tuple(TupleObject(take(Int(i.c), from: Int(i.b))))
        case .makeList: r[Int(i.a)] = .list(ListObject(take(Int(i.c), from: Int(i.b))))
        case .makeDictionary, .makeSet, .updateDictionary, .addToSet, .updateSet: try makeTable(i)
        case .appendItems:
            if case .list(let list) = r[Int(i.a)] { for item in take(Int(i.c), from: Int(i.b)) { list.append(item) } }
        case .listToTuple: if case .list(let list) = r[Int(i.a)] { r[Int(i.a)] = .tuple(TupleObject(list.items)) }
        case .spread: try spread(i)
        case .iterate: do { r[Int(i.a)] = try r[Int(i.a)].walked() } catch { throw failure(error) }
        case .unpack: try unpack(i)
        case .unpackStarred: try unpackStarred(i)
        case .extend:
            if case .list(let list) = r[Int(i.a)], case .list(let added) = (r + Int(i.b)).take() {
                do { try list.append(contentsOf: added.items) } catch { throw failure(error) }
            }
        case .format: try format(i)
        case .joinStrings: try joinStrings(i)
        case .makeFunction: makeFunction(i)
        case .importModule: try importModule(i)
        case .importMember: try importMember(i)
        case .importAll: try importAll(i)
        case .named:
            let value = try evaluateNamed(r[Int(i.b)])
            registers[Int(i.a)] = value
        case .enterTry, .enterHandler, .leaveHandler: changeHandled(i)
        case .raise: throw raise(i)
        case .exceptionParts: takeApart(i)
        case .makeClass: try makeClass(i)
        case .loadClassName: try loadClassName(i)
        case .show: try show(r[Int(i.a)], isSilenced: i.flags.contains(.isSilenced))
        case .failAssertion: throw failAssertion(i)
        case .leaveSource: throw leavingSource()
        default: preconditionFailure("an instruction of the loop")
        }
    }
}

/// Mostly one element, sometimes none, seldom several: the one stands here, and only further ones take an array.
struct Few<Element> {
    private var one: Element?
    private var rest: [Element]

    init() { (one, rest) = (nil, []) }
}

extension Few: RandomAccessCollection, MutableCollection, RangeReplaceableCollection, ExpressibleByArrayLiteral {
    init(arrayLiteral elements: Element...) { self.init(elements) }

    var startIndex: Int { 0 }
    var endIndex: Int { one == nil ? 0 : 1 + rest.count }

    subscript(index: Int) -> Element {
        get {
            guard index == 0, let one else { return rest[index - 1] }
            return one
        }
        set { if index == 0, one != nil { one = newValue } else { rest[index - 1] = newValue } }
    }

    mutating func append(_ element: Element) {
        if one == nil { one = element } else { rest.append(element) }
    }

    mutating func replaceSubrange(_ range: Range<Int>, with elements: some Collection<Element>) {
        var all = Array(self)
        all.replaceSubrange(range, with: elements)
        (one, rest) = (all.first, Array(all.dropFirst()))
    }
}

extension Few: Equatable where Element: Equatable {}

import Yams

/// Decodes a manifest that ``Schema`` has found good. What a word means is known from the schema by then: YAML's own decoder asks it of
/// every key and value with regular expressions, which took half of the time that 110 manifests cost.
struct NodeDecoder: Decoder {
    let node: Node
    var codingPath: [any CodingKey] = []
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    static func decode<Value: Decodable>(_ type: Value.Type = Value.self, from node: Node) throws -> Value {
        try NodeDecoder(node: node).decode(type)
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard let mapping = node.mapping else { throw mismatch("a map") }
        return KeyedDecodingContainer(KeyedNodes(decoder: self, mapping: mapping))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard let sequence = node.sequence else { throw mismatch("a list") }
        return NodeList(decoder: self, nodes: Array(sequence))
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    fileprivate func mismatch(_ expected: String) -> DecodingError {
        .typeMismatch(Node.self, .init(codingPath: codingPath, debugDescription: "not \(expected)"))
    }

    fileprivate func below(_ node: Node, _ key: any CodingKey) -> NodeDecoder { NodeDecoder(node: node, codingPath: codingPath + [key]) }
}

extension NodeDecoder: SingleValueDecodingContainer {
    func decodeNil() -> Bool { node.scalar?.style == .plain && node.null != nil }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        guard let simple = Value.self as? any ScalarConstructible.Type else { return try Value(from: self) }
        guard let scalar = node.scalar, let value = simple.construct(from: scalar) as? Value else { throw mismatch("a \(type)") }
        return value
    }
}

/// The values of a map by their keys.
private struct KeyedNodes<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: NodeDecoder
    private let nodes: [String: Node]
    let allKeys: [Key]
    var codingPath: [any CodingKey] { decoder.codingPath }

    init(decoder: NodeDecoder, mapping: Node.Mapping) {
        self.decoder = decoder
        let pairs = mapping.compactMap { name, value in name.scalar.map { ($0.string, value) } }
        nodes = Dictionary(pairs) { first, _ in first }
        allKeys = pairs.compactMap { Key(stringValue: $0.0) }
    }

    func contains(_ key: Key) -> Bool { nodes[key.stringValue] != nil }
    func decodeNil(forKey key: Key) throws -> Bool { try below(key).decodeNil() }
    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value { try below(key).decode(type) }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws -> KeyedDecodingContainer<Nested> {
        try below(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { try below(key).unkeyedContainer() }
    func superDecoder() -> any Decoder { decoder }
    func superDecoder(forKey key: Key) throws -> any Decoder { try below(key) }

    private func below(_ key: Key) throws -> NodeDecoder {
        guard let node = nodes[key.stringValue] else {
            throw DecodingError.keyNotFound(key, .init(codingPath: codingPath, debugDescription: "no \(key.stringValue)"))
        }
        return decoder.below(node, key)
    }
}

/// The values of a list, in order.
private struct NodeList: UnkeyedDecodingContainer {
    let decoder: NodeDecoder
    let nodes: [Node]
    var currentIndex = 0
    var codingPath: [any CodingKey] { decoder.codingPath }
    var count: Int? { nodes.count }
    var isAtEnd: Bool { currentIndex >= nodes.count }

    init(decoder: NodeDecoder, nodes: [Node]) {
        self.decoder = decoder
        self.nodes = nodes
    }

    mutating func decodeNil() throws -> Bool {
        guard !isAtEnd, decoder.below(nodes[currentIndex], Place(currentIndex)).decodeNil() else { return false }
        currentIndex += 1
        return true
    }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try next().decode(type) }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) throws -> KeyedDecodingContainer<Nested> {
        try next().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try next().unkeyedContainer() }
    mutating func superDecoder() throws -> any Decoder { try next() }

    private mutating func next() throws -> NodeDecoder {
        guard !isAtEnd else { throw decoder.mismatch("so long a list") }
        defer { currentIndex += 1 }
        return decoder.below(nodes[currentIndex], Place(currentIndex))
    }

    private struct Place: CodingKey {
        let intValue: Int?
        var stringValue: String { String(intValue ?? 0) }

        init(_ place: Int) { intValue = place }
        init(intValue: Int) { self.intValue = intValue }
        init?(stringValue: String) { nil }
    }
}

extension Node {
    /// The value of a key that is a word, compared as a text: ``Mapping``'s own look-up works out what YAML takes each key for.
    func value(of word: String) -> Node? { mapping?.value(of: word) }
}

extension Node.Mapping {
    func value(of word: String) -> Node? { first { $0.key.scalar?.string == word }?.value }
}

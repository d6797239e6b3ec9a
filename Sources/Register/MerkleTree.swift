internal import Crypto

/// The hash tree over the log, as RFC 9162, section 2.1, defines it: what a checkpoint's root and every proof are made of.
public struct MerkleTree: Sendable {
    /// Leaf hashes, in order.
    public private(set) var leaves: [Digest] = []

    public init() {}

    public var size: Int { leaves.count }
    public var root: Digest { root(of: 0..<leaves.count) }

    /// Adds an entry's bytes as the next leaf.
    public mutating func append(_ entry: some Sequence<UInt8>) { leaves.append(Self.leaf(entry)) }

    /// `SHA-256(0x00 || data)`.
    public static func leaf(_ data: some Sequence<UInt8>) -> Digest { Digest(of: [0] + Array(data)) }

    /// `SHA-256(0x01 || left || right)`.
    public static func node(_ left: Digest, _ right: Digest) -> Digest {
        var hash = SHA256()
        withUnsafeBytes(of: UInt8(1)) { hash.update(bufferPointer: $0) }
        left.withBytes { hash.update(bufferPointer: $0) }
        right.withBytes { hash.update(bufferPointer: $0) }
        return Digest(hash.finalize())
    }

    /// The root of the first so many leaves.
    public func root(ofFirst size: Int) -> Digest { root(of: 0..<size) }

    /// What proves that a leaf is in the tree of the first so many leaves: hashes from the leaf's neighbor up.
    public func inclusionProof(of index: Int, inFirst size: Int) -> [Digest] {
        precondition(index >= 0 && index < size && size <= leaves.count)
        return path(to: index, in: 0..<size)
    }

    /// What proves that the tree of the first so many leaves begins with that of fewer.
    public func consistencyProof(from first: Int, to second: Int) -> [Digest] {
        precondition(first >= 0 && first <= second && second <= leaves.count)
        return first == 0 ? [] : subproof(of: first, in: 0..<second, isWhole: true)
    }

    private func root(of range: Range<Int>) -> Digest {
        var peaks = MerklePeaks()
        for leaf in leaves[range] { peaks.append(leaf) }
        return peaks.root
    }

    private func path(to index: Int, in range: Range<Int>) -> [Digest] {
        guard range.count > 1 else { return [] }
        let middle = range.lowerBound + Self.split(range.count)
        return index < middle
            ? path(to: index, in: range.lowerBound..<middle) + [root(of: middle..<range.upperBound)]
            : path(to: index, in: middle..<range.upperBound) + [root(of: range.lowerBound..<middle)]
    }

    private func subproof(of end: Int, in range: Range<Int>, isWhole: Bool) -> [Digest] {
        guard end != range.upperBound else { return isWhole ? [] : [root(of: range)] }
        let middle = range.lowerBound + Self.split(range.count)
        return end <= middle
            ? subproof(of: end, in: range.lowerBound..<middle, isWhole: isWhole) + [root(of: middle..<range.upperBound)]
            : subproof(of: end, in: middle..<range.upperBound, isWhole: false) + [root(of: range.lowerBound..<middle)]
    }

    /// The largest power of two below a count of at least two.
    private static func split(_ count: Int) -> Int { 1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount) }
}

/// The roots of the whole subtrees that leaves so far make: enough for the root of what was appended, in a few hundred bytes.
public struct MerklePeaks: Sendable {
    public private(set) var size = 0
    /// Left to right, each of fewer leaves than the one before.
    private var peaks: [Digest] = []

    public init() {}

    /// Adds the next leaf hash.
    public mutating func append(_ leaf: Digest) {
        var (hash, count) = (leaf, size)
        while count & 1 == 1, let left = peaks.popLast() {
            hash = MerkleTree.node(left, hash)
            count >>= 1
        }
        peaks.append(hash)
        size += 1
    }

    /// The root of all leaves so far; that of none is SHA-256 of nothing.
    public var root: Digest {
        guard var hash = peaks.last else { return Digest(of: []) }
        for left in peaks.dropLast().reversed() { hash = MerkleTree.node(left, hash) }
        return hash
    }
}

extension MerkleTree {
    /// Whether a proof leads from a leaf hash to a root (RFC 9162, section 2.1.3.2).
    public static func verifiesInclusion(of leaf: Digest, at index: Int, size: Int, proof: [Digest], root: Digest) -> Bool {
        guard index >= 0, index < size else { return false }
        var (place, last, hash) = (index, size - 1, leaf)
        for sibling in proof {
            guard last > 0 else { return false }
            if place & 1 == 1 || place == last {
                hash = node(sibling, hash)
                while place & 1 == 0 && place != 0 { (place, last) = (place >> 1, last >> 1) }
            } else {
                hash = node(hash, sibling)
            }
            (place, last) = (place >> 1, last >> 1)
        }
        return last == 0 && hash == root
    }

    /// Whether a proof shows that one tree begins with another (RFC 9162, section 2.1.4.2).
    public static func verifiesConsistency(from first: (size: Int, root: Digest), to second: (size: Int, root: Digest), proof: [Digest])
        -> Bool
    {
        guard first.size >= 0, first.size <= second.size else { return false }
        guard first.size > 0 else { return proof.isEmpty && first.root == Digest(of: []) }
        guard first.size < second.size else { return proof.isEmpty && first.root == second.root }
        var rest = first.size & (first.size - 1) == 0 ? [first.root] + proof : proof
        guard !rest.isEmpty else { return false }
        var (place, last) = (first.size - 1, second.size - 1)
        while place & 1 == 1 { (place, last) = (place >> 1, last >> 1) }
        var (old, new) = (rest[0], rest[0])
        rest.removeFirst()
        for sibling in rest {
            guard last > 0 else { return false }
            if place & 1 == 1 || place == last {
                (old, new) = (node(sibling, old), node(sibling, new))
                while place & 1 == 0 && place != 0 { (place, last) = (place >> 1, last >> 1) }
            } else {
                new = node(new, sibling)
            }
            (place, last) = (place >> 1, last >> 1)
        }
        return last == 0 && old == first.root && new == second.root
    }
}

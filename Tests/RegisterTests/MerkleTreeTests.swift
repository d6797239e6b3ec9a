import Register
import Testing

/// The tree of RFC 9162 against roots that others computed, and every proof of small trees.
@Suite struct MerkleTreeTests {
    /// The inputs and roots of the reference tests of Certificate Transparency.
    private static let inputs: [[UInt8]] = [
        [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43], [0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
        Array(0x60...0x6F),
    ]
    private static let roots: [Int: String] = [
        0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    private static func tree(_ size: Int) -> MerkleTree {
        var tree = MerkleTree()
        for number in 0..<size { tree.append(number < inputs.count ? inputs[number] : [UInt8(number)]) }
        return tree
    }

    @Test("roots are those of the reference tests", arguments: roots.keys.sorted())
    func root(size: Int) { #expect(Self.tree(size).root.description == Self.roots[size]) }

    @Test("every leaf of every tree of up to 33 is proved, and no other leaf by its proof")
    func inclusion() {
        let tree = Self.tree(33)
        for size in 1...33 {
            let root = tree.root(ofFirst: size)
            for index in 0..<size {
                let proof = tree.inclusionProof(of: index, inFirst: size)
                func verifies(_ leaf: Digest, _ index: Int, _ size: Int, _ proof: [Digest]) -> Bool {
                    MerkleTree.verifiesInclusion(of: leaf, at: index, size: size, proof: proof, root: root)
                }
                #expect(verifies(tree.leaves[index], index, size, proof))
                #expect(!verifies(tree.leaves[(index + 1) % 33], index, size, proof))
                #expect(!verifies(tree.leaves[index], index, size, proof + [root]))
                #expect(proof.isEmpty || !verifies(tree.leaves[index], index, size, proof.dropLast()))
                #expect(!verifies(tree.leaves[index], size, size, proof))
            }
        }
    }

    @Test("every tree of up to 33 begins with each smaller one, and with no other")
    func consistency() {
        let tree = Self.tree(33)
        for second in 0...33 {
            for first in 0...second {
                let proof = tree.consistencyProof(from: first, to: second)
                let (old, new) = (tree.root(ofFirst: first), tree.root(ofFirst: second))
                #expect(MerkleTree.verifiesConsistency(from: (first, old), to: (second, new), proof: proof))
                let other = Digest(of: [1])
                #expect(!MerkleTree.verifiesConsistency(from: (first, other), to: (second, new), proof: proof))
                #expect(first == 0 || !MerkleTree.verifiesConsistency(from: (first, old), to: (second, other), proof: proof))
            }
        }
    }

    @Test("base64 is the RFC's, and has one way to write each bytes")
    func base64() {
        let known = ["": "", "f": "Zg==", "fo": "Zm8=", "foo": "Zm9v", "foob": "Zm9vYg==", "fooba": "Zm9vYmE=", "foobar": "Zm9vYmFy"]
        for (text, encoded) in known {
            #expect(Base64.text(Array(text.utf8)) == encoded)
            #expect(Base64.bytes(encoded) == Array(text.utf8))
        }
        for wrong in ["Zg", "Zg=", "Zh==", "Zg==\n", "Z", "Zm9v=", "Zm9-"] { #expect(Base64.bytes(wrong) == nil, "\(wrong)") }
    }

    @Test("a note is read back, and is its key's alone")
    func note() throws {
        let (key, other) = (SigningKey(), SigningKey())
        let checkpoint = try #require(Checkpoint(origin: "warn.example.gov", size: 8, root: Self.tree(8).root))
        let note = try #require(checkpoint.note(signedBy: key))
        #expect(note.text.hasPrefix("warn.example.gov\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n\n\u{2014} warn.example.gov "))
        #expect(CheckpointNote(note.text) == note && note.checkpoint == checkpoint)
        #expect(note.isSigned(by: key.publicKey) && !note.isSigned(by: other.publicKey) && !note.isSigned(by: []))
        let larger = try #require(CheckpointNote(note.text.replacing("\n8\n", with: "\n9\n")))
        #expect(!larger.isSigned(by: key.publicKey))
        for wrong in ["", "\n\n", "a\n1\n", note.text.replacing("\n8\n", with: "\n08\n"), note.text.replacing("\u{2014}", with: "-"), note.text + "\r"] {
            #expect(CheckpointNote(wrong) == nil)
        }
        for origin in ["", "a b", "a+b", "a\nb"] { #expect(Checkpoint(origin: origin, size: 1, root: checkpoint.root) == nil) }
    }
}

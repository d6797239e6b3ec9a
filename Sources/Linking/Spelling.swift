/// Whether two words are one with a slip of the pen.
enum Spelling {
    /// One letter more, less, other or two changed places, in words of six letters or more; numbers never.
    static func isNear(_ left: String, _ right: String) -> Bool {
        guard left.utf8.count >= 6, right.utf8.count >= 6, abs(left.utf8.count - right.utf8.count) <= 1 else { return false }
        let left = Array(left.utf8), right = Array(right.utf8)
        var start = 0
        while start < min(left.count, right.count), left[start] == right[start] { start += 1 }
        var end = 0
        while end < min(left.count, right.count) - start, left[left.count - 1 - end] == right[right.count - 1 - end] { end += 1 }
        let mine = left[start..<(left.count - end)], theirs = right[start..<(right.count - end)]
        guard !(mine + theirs).contains(where: { $0 >= 48 && $0 <= 57 }) else { return false }
        if mine.count <= 1 && theirs.count <= 1 { return true }
        return mine.count == 2 && theirs.count == 2 && mine.elementsEqual(theirs.reversed())
    }
}

/// What one transfer may cost. A server decides none of it.
public struct CurlLimits: Sendable, Hashable {
    /// Bytes of a body after decompression, so that a small compressed answer cannot grow without end.
    public var bodyBytes: Int
    /// Bytes of all header lines of one request, those of interim answers (1xx) included.
    public var headerBytes: Int
    public var connect: Duration
    /// From the first packet to the last byte.
    public var total: Duration
    /// A transfer slower than this for `lowSpeedTime` is given up.
    public var lowSpeedBytesPerSecond: Int
    public var lowSpeedTime: Duration

    public init(
        bodyBytes: Int = 64 << 20, headerBytes: Int = 256 << 10, connect: Duration = .seconds(20), total: Duration = .seconds(180),
        lowSpeedBytesPerSecond: Int = 100, lowSpeedTime: Duration = .seconds(30)
    ) {
        self.bodyBytes = bodyBytes
        self.headerBytes = headerBytes
        self.connect = connect
        self.total = total
        self.lowSpeedBytesPerSecond = lowSpeedBytesPerSecond
        self.lowSpeedTime = lowSpeedTime
    }
}

extension Duration {
    /// Whole milliseconds, rounded down.
    var milliseconds: Int { Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000) }
}

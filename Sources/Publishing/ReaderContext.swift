public import Hummingbird
import Logging
internal import NIOCore

/// What is known of one request besides itself: who asks, and the number it goes by.
public struct ReaderContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// The other end of the connection; nil in process.
    let peer: ClientAddress?
    /// Returns when the connection's loop has done what it was given until now; nil in process.
    let hasSeen: (@Sendable () async throws -> Void)?
    /// Whom it is counted for; nil: nobody.
    var client: ClientAddress?

    public init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        let channel = source.channel
        if channel.remoteAddress == nil {
            hasSeen = nil
        } else {
            hasSeen = { @Sendable in try await channel.eventLoop.submit { () -> Void in }.get() }
        }
        peer = source.channel.remoteAddress?.ipAddress.flatMap(ClientAddress.init)
    }
}

extension ReaderContext {
    /// The number under which the request stands in the log, the answer and a problem document.
    var requestID: RequestID {
        get { RequestID(id) ?? .none }
        set { logger[metadataKey: "hb.request.id"] = .string(newValue.description) }
    }
}

public import Hummingbird
import Logging

/// What is known of one request besides itself: who asks, and the number it goes by.
public struct ReaderContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// The other end of the connection; nil in process.
    let peer: ClientAddress?
    /// Whom it is counted for; nil: nobody.
    var client: ClientAddress?

    public init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
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

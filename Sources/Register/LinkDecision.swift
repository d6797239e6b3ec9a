/// What a person decided of two disclosures. It stands until a person decides again, whatever the linker finds.
public struct LinkDecision: Sendable, Equatable {
    public var from: DisclosureID
    public var to: DisclosureID
    /// How the two are related; nil: refused, they are not.
    public var confirmed: Link.Kind?

    public init(from: DisclosureID, to: DisclosureID, confirmed: Link.Kind?) {
        self.from = from
        self.to = to
        self.confirmed = confirmed
    }
}

import Exact
import Yams

extension AttackRecord {
  /// The record as YAML; the same for the same attack.
  ///
  /// - Throws: if the YAML cannot be written.
  public func text() throws -> String {
    try Yams.serialize(node: node, width: -1, allowUnicode: true, sortKeys: false)
  }

  private var node: Node {
    block([
      ("attack", plain(mechanism)), ("format", plain(Self.format)), ("file", plain(file.content)),
      ("rules", plain(rules)), ("property", plain(property.content)), ("gain", plain(gain)),
      ("victim", victim.map(plain)), ("coalition", counts(coalition.members)),
      ("deviators", counts(coalition.deviators)),
      ("byzantine", coalition.byzantine.isEmpty ? nil : counts(coalition.byzantine)),
      ("identities", coalition.identities.isEmpty ? nil : counts(coalition.identities)),
      (
        "parameters", block(parameters.sorted { $0.key < $1.key }.map { ($0.key, plain($0.value)) })
      ),
      ("plan", blocks(plan.map(\.node))), ("trace", blocks(trace.plays.map(\.node))),
      ("untold", trace.untold == 0 ? nil : plain(trace.untold)),
    ])
  }
}

extension AttackRecord.Act {
  fileprivate var node: Node {
    block([
      ("at", plain(at.content)), ("asked", row(asked.pairs)),
      ("known", known.isEmpty ? nil : blocks(known.map { plain($0.content) })),
      (
        "crowd",
        crowd.isEmpty
          ? nil : blocks(crowd.map { row([("count", plain($0.count))] + $0.kind.pairs) })
      ), ("take", counts(take)),
    ])
  }
}

extension AttackRecord.Kind {
  fileprivate var pairs: [(String, Node?)] {
    [
      ("role", plain(role)), ("side", plain(side.rawValue)),
      (
        "seen",
        seen.isEmpty ? nil : .sequence(.init(seen.map { plain($0.content) }, .implicit, .flow))
      ),
    ]
  }
}

extension Trace.Play {
  fileprivate var node: Node {
    block([
      ("round", round.map(plain)), ("probability", plain(probability)),
      ("events", blocks(events.map(plain))), ("coalition", plain(coalition)),
    ])
  }
}

/// Text as it is, in quotes where YAML needs them; the reader guesses nothing from its looks.
private func plain(_ value: some CustomStringConvertible) -> Node {
  .scalar(Node.Scalar(value.description, .implicit, .any))
}

private func block(_ pairs: [(String, Node?)]) -> Node { mapping(pairs, .block) }

/// On one line.
private func row(_ pairs: [(String, Node?)]) -> Node { mapping(pairs, .flow) }

private func mapping(_ pairs: [(String, Node?)], _ style: Node.Mapping.Style) -> Node {
  let present = pairs.compactMap { key, value in value.map { (plain(key), $0) } }
  return .mapping(Node.Mapping(present, .implicit, style))
}

private func blocks(_ nodes: [Node]) -> Node {
  .sequence(Node.Sequence(nodes, .implicit, nodes.isEmpty ? .flow : .block))
}

private func counts(_ numbers: [String: Int]) -> Node {
  row(numbers.sorted { $0.key < $1.key }.map { ($0.key, plain($0.value)) })
}

using FlinkSql.Columnar;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Physical;

namespace FlinkSql.Planner.Graph;

/// <summary>
/// Turns physical plans into one graph: equal parts run once, exchanges and unions become edges, every operator gets
/// its parallelism and a stable name.
/// </summary>
public sealed class StreamGraphBuilder
{
    private readonly PlannerOptions _options;
    private readonly List<StreamNode> _nodes = [];
    private readonly List<StreamEdge> _edges = [];
    private readonly Dictionary<PhysicalNode, int> _shared = [];
    private readonly Dictionary<string, int> _uids = [];
    private readonly NodeMeaning _meaning = new();

    private StreamGraphBuilder(PlannerOptions options) => _options = options;

    public static StreamGraph Build(IEnumerable<PhysicalNode> sinks, PlannerOptions options)
    {
        var builder = new StreamGraphBuilder(options);
        foreach (PhysicalNode sink in sinks)
        {
            builder.Add(sink);
        }

        return new StreamGraph(builder._nodes.ToEquatable(), builder._edges.ToEquatable());
    }

    /// <summary>A stream that reaches a consumer: its producer, and how an exchange on the way spreads it.</summary>
    private sealed record Feed(int Producer, Distribution? Exchange);

    private int Add(PhysicalNode node)
    {
        if (_shared.TryGetValue(node, out int known))
        {
            return known;
        }

        List<(Feed Feed, int Input)> feeds = [];
        for (int input = 0; input < node.Inputs.Count; input++)
        {
            foreach (Feed feed in Feeds(node.Inputs[input]))
            {
                feeds.Add((feed, input));
            }
        }

        int id = _nodes.Count;
        int parallelism = Parallelism(node, [.. feeds.Select(feed => feed.Feed)]);
        _nodes.Add(new StreamNode(id, node, parallelism, Uid(node)));
        foreach ((Feed feed, int input) in feeds)
        {
            _edges.Add(Edge(feed, id, input));
        }

        // Two INSERTs of the same rows into one table write them twice, and two calls of RAND() differ.
        if (node is not PhysicalSink && NodeIdentity.IsDeterministic(node))
        {
            _shared.Add(node, id);
        }

        return id;
    }

    private List<Feed> Feeds(PhysicalNode node) => node switch
    {
        PhysicalUnion union => [.. union.Branches.SelectMany(Feeds)],
        PhysicalExchange exchange =>
            [.. Feeds(exchange.Input).Select(feed => feed with { Exchange = exchange.Distribution })],
        _ => [new Feed(Add(node), null)],
    };

    private int Parallelism(PhysicalNode node, IReadOnlyList<Feed> feeds) => node switch
    {
        PhysicalSource source => Math.Min(_options.Parallelism, source.Table.Traits.MaxReadParallelism),
        PhysicalValues => 1,
        PhysicalSink { Table: null } => 1,
        PhysicalSink { Table: TableDescriptor table } => Math.Min(OfInputs(feeds), table.Traits.MaxWriteParallelism),
        _ => OfInputs(feeds),
    };

    // Only an exchange changes the parallelism: rows of a source keep their order up to there.
    private int OfInputs(IReadOnlyList<Feed> feeds) => feeds.Max(feed => feed.Exchange?.Kind switch
    {
        DistributionKind.Hash or DistributionKind.Broadcast => _options.Parallelism,
        DistributionKind.Single => 1,
        _ => _nodes[feed.Producer].Parallelism,
    });

    private StreamEdge Edge(Feed feed, int consumer, int input)
    {
        StreamNode producer = _nodes[feed.Producer];
        (Shipping shipping, EquatableArray<int> keys) = Ship(feed, producer, _nodes[consumer].Parallelism);
        return new StreamEdge(producer.Id, consumer, input, shipping, keys);
    }

    private (Shipping Shipping, EquatableArray<int> Keys) Ship(Feed feed, StreamNode producer, int parallelism)
    {
        if (producer.Parallelism == 1 && parallelism == 1 && (feed.Exchange is null || !_options.KeepsExchanges))
        {
            return (Shipping.Forward, []);
        }

        return feed.Exchange switch
        {
            { Kind: DistributionKind.Hash } exchange => (Shipping.Hash, exchange.Keys),
            { Kind: DistributionKind.Broadcast } => (Shipping.Broadcast, []),
            _ when parallelism == 1 => (Shipping.Global, []),
            _ when producer.Parallelism == parallelism => (Shipping.Forward, []),
            _ => Rebalance(producer.Node),
        };
    }

    // Changes of one row must stay in order, so they take one way.
    private static (Shipping Shipping, EquatableArray<int> Keys) Rebalance(PhysicalNode producer)
    {
        if (producer.Traits.Mode == ChangelogMode.InsertOnly)
        {
            return (Shipping.Rebalance, []);
        }

        return producer.Traits.UpsertKeys is [EquatableArray<int> key, ..] && key.Count != 0
            ? (Shipping.Hash, key)
            : (Shipping.Hash, Enumerable.Range(0, producer.Schema.Count).ToEquatable());
    }

    private string Uid(PhysicalNode node)
    {
        string uid = _meaning.Uid(node);
        int times = _uids[uid] = _uids.GetValueOrDefault(uid) + 1;
        return times == 1 ? uid : $"{uid}-{times}";
    }
}

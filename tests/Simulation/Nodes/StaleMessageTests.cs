using FlinkSql.Runtime.Cluster;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Scheduling;
using FlinkSql.Runtime.Storage;
using FlinkSql.Runtime.Tasks;
using Xunit;

namespace FlinkSql.Tests.Simulation.Nodes;

/// <summary>A TaskManager hears from masters of several runs of one job: only the newest may do anything.</summary>
public sealed class StaleMessageTests : IDisposable
{
    private static readonly JobId Id = new(1);

    private readonly SimulatedRuntime _runtime = new(1);
    private readonly List<string> _heard = [];
    private readonly IConnection _executor;
    private readonly Address _master;
    private readonly CompiledJob _job;

    public StaleMessageTests()
    {
        var cluster = new LocalCluster(new LocalFileSystem());
        Node node = cluster.Join(new NodeId("tm"), _runtime, slots: 1);
        _ = new TaskExecutor(node, new TaskManager("tm", 1));
        Node other = cluster.Join(new NodeId("jm"), _runtime);
        Mailbox mailbox = _runtime.Spawn("master", new Ear(_heard));
        other.Transport.Register("master", mailbox);
        _master = new Address(other.Id, "master");
        _executor = other.Transport.Connect(new Address(node.Id, TaskExecutor.ActorName), mailbox);
        var job = new JobBuilder();
        job.Vertex("source", 1, () => new SourceOperator(Sim.Forever()), () => new PassOperator());
        _job = job.Build();
    }

    [Fact]
    public void A_task_of_a_replaced_run_is_not_made()
    {
        Send(Deploy(new Attempt(Id, 1, 7)));
        Send(Deploy(new Attempt(Id, 9, 6)));
        Assert.Equal(["task 0 of job-1/7.1 deployed", "refused job-1/6.9 for job-1/7.1"], _heard);
    }

    [Fact]
    public void A_newer_run_ends_the_older_one()
    {
        Send(Deploy(new Attempt(Id, 1, 7)));
        Send(Deploy(new Attempt(Id, 1, 8)));
        Assert.Equal(
            ["task 0 of job-1/7.1 Cancelled", "task 0 of job-1/7.1 deployed", "task 0 of job-1/8.1 deployed"],
            _heard.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Commands_of_another_run_do_nothing()
    {
        var newest = new Attempt(Id, 2, 7);
        var stale = new Attempt(Id, 1, 7);
        Send(Deploy(newest));
        Send(new StartTask(stale, 0));
        Send(new AskSplits(stale, 0, 1));
        Send(new CancelAttempt(stale));
        Send(new CancelAttempt(new Attempt(Id, 2, 6)));
        Assert.Equal(["task 0 of job-1/7.2 deployed"], _heard);
        Send(new AskSplits(newest, 0, 1));
        Send(new CancelAttempt(newest));
        Assert.Equal(
            ["task 0 of job-1/7.2 deployed", "task 0 of job-1/7.2 answers round 1", "task 0 of job-1/7.2 Cancelled"], _heard);
    }

    public void Dispose() => _runtime.Dispose();

    private DeployTask Deploy(Attempt attempt)
    {
        var splits = new SplitDeployment(Sim.Forever().Splits(), new Dictionary<string, SplitState>(), Monitors: false);
        return new DeployTask(
            attempt, _master, new TaskDeployment(0, 0, 0, "slot", [], [], splits), _job, new JobScope("test", 1), null,
            new JobReadings(_job));
    }

    private void Send(Message message)
    {
        _executor.Send(message);
        _runtime.Run();
    }

    private sealed class Ear(List<string> heard) : IActor
    {
        public void Receive(Message message) =>
            heard.Add(message is AttemptRefused refused ? $"refused {refused.Attempt} for {refused.Newer}" : $"{message}");

        public void OnFailure(Exception failure) => throw failure;
    }
}

package io.customerreport.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.rpc.FencedRpcEndpoint;
import org.apache.flink.runtime.rpc.FencedRpcGateway;
import org.apache.flink.runtime.rpc.RpcEndpoint;
import org.apache.flink.runtime.rpc.RpcGateway;
import org.apache.flink.runtime.rpc.RpcService;
import org.apache.flink.runtime.rpc.RpcTimeout;
import org.apache.flink.runtime.rpc.exceptions.EndpointNotStartedException;
import org.apache.flink.runtime.rpc.exceptions.FencingTokenException;
import org.apache.flink.runtime.rpc.exceptions.RecipientUnreachableException;
import org.apache.flink.runtime.rpc.exceptions.RpcConnectionException;
import org.apache.flink.runtime.rpc.exceptions.RpcException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // the close() of endpoints and services is Flink's, and may be interrupted
class InProcessRpcServiceTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final RpcService service = newService();

    private static RpcService newService() {
        try {
            return new InProcessRpcSystem()
                    .localServiceBuilder(new Configuration())
                    .createAndStart();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() throws Exception {
        get(service.closeAsync());
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        try {
            return future.get(LONG.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    public interface Account extends RpcGateway {

        CompletableFuture<Integer> add(int amount);

        int balance();

        void note(int amount);

        CompletableFuture<Void> never(@RpcTimeout Duration timeout);

        CompletableFuture<Void> refuse();

        CompletableFuture<Thread> mainThread();
    }

    private static final class AccountEndpoint extends RpcEndpoint implements Account {

        private final CompletableFuture<Void> stopped = new CompletableFuture<>();
        private final List<Integer> amounts = new ArrayList<>();
        private final Exception startFailure;

        AccountEndpoint(RpcService service) {
            this(service, null);
        }

        AccountEndpoint(RpcService service, Exception startFailure) {
            super(service, "account");
            this.startFailure = startFailure;
        }

        @Override
        protected void onStart() throws Exception {
            validateRunsInMainThread();
            if (startFailure != null) {
                throw startFailure;
            }
        }

        @Override
        protected CompletableFuture<Void> onStop() {
            validateRunsInMainThread();
            return stopped;
        }

        CompletableFuture<Void> runLater() {
            CompletableFuture<Void> scheduled = new CompletableFuture<>();
            CompletableFuture<Void> asked = new CompletableFuture<>();
            getMainThreadExecutor()
                    .schedule(() -> completeInMainThread(scheduled), 1, TimeUnit.MILLISECONDS);
            scheduleRunAsync(() -> completeInMainThread(asked), Duration.ofMillis(1));
            return CompletableFuture.allOf(scheduled, asked);
        }

        private void completeInMainThread(CompletableFuture<Void> future) {
            validateRunsInMainThread();
            future.complete(null);
        }

        <V> CompletableFuture<V> ask(Callable<V> callable) {
            return callAsync(callable, LONG);
        }

        @Override
        public CompletableFuture<Integer> add(int amount) {
            amounts.add(amount);
            return CompletableFuture.supplyAsync(() -> amount).thenApply(ignored -> balance());
        }

        @Override
        public int balance() {
            return amounts.stream().mapToInt(Integer::intValue).sum();
        }

        @Override
        public void note(int amount) {
            validateRunsInMainThread();
            amounts.add(amount);
        }

        @Override
        public CompletableFuture<Void> never(Duration timeout) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletableFuture<Void> refuse() {
            return CompletableFuture.supplyAsync(() -> 0)
                    .thenCompose(
                            ignored -> CompletableFuture.failedFuture(new IOException("no money")));
        }

        @Override
        public CompletableFuture<Thread> mainThread() {
            validateRunsInMainThread();
            return CompletableFuture.completedFuture(Thread.currentThread());
        }
    }

    private Account connect() throws Exception {
        return get(service.connect("account", Account.class));
    }

    private AccountEndpoint started() {
        AccountEndpoint endpoint = new AccountEndpoint(service);
        endpoint.stopped.complete(null);
        endpoint.start();
        return endpoint;
    }

    @Test
    void callsAreAnsweredFromOneThread() throws Exception {
        AccountEndpoint endpoint = started();
        Account account = connect();

        assertThat(get(account.add(2))).isEqualTo(2);
        assertThat(account.balance()).isEqualTo(2);
        assertThat(get(account.mainThread()))
                .isNotSameAs(Thread.currentThread())
                .isSameAs(get(endpoint.getSelfGateway(Account.class).mainThread()));
        assertThat(account.getAddress()).isEqualTo("account").isEqualTo(endpoint.getAddress());
        assertThat(account.getHostname()).isEqualTo("localhost");
    }

    @Test
    void callsComeInTheOrderInWhichTheyAreMade() throws Exception {
        AccountEndpoint endpoint = started();
        Account account = connect();
        List<Integer> amounts = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            account.note(i);
            amounts.add(i);
        }
        account.balance();

        assertThat(endpoint.amounts).isEqualTo(amounts);
    }

    @Test
    void failureOfACallIsItsAnswer() throws Exception {
        started();
        Account account = connect();

        assertThatThrownBy(() -> get(account.refuse()))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("no money");
        assertThat(account.balance()).isZero();
    }

    @Test
    void callThatIsNotAnsweredTimesOut() throws Exception {
        started();
        Account account = connect();

        assertThatThrownBy(() -> get(account.never(Duration.ofMillis(1))))
                .isExactlyInstanceOf(TimeoutException.class)
                .hasMessage("never of account was not answered within PT0.001S");
    }

    @Test
    void callWithoutALimitLeavesNoTimeOutWhenItIsAnswered() throws Exception {
        started();
        Account account = connect();

        assertThat(account.never(Duration.ofDays(3)).getNumberOfDependents()).isZero();
        assertThat(account.never(Duration.ofSeconds(10)).getNumberOfDependents()).isOne();
    }

    @Test
    void endpointServesFromItsStartToItsEnd() throws Exception {
        AccountEndpoint endpoint = new AccountEndpoint(service);
        Account account = connect();

        assertThatThrownBy(() -> get(account.add(1)))
                .isExactlyInstanceOf(EndpointNotStartedException.class);
        assertThatThrownBy(account::balance)
                .hasRootCauseExactlyInstanceOf(EndpointNotStartedException.class);
        endpoint.start();
        assertThat(get(account.add(1))).isEqualTo(1);
        CompletableFuture<Void> end = endpoint.closeAsync();
        assertThat(get(account.add(1))).as("while it stops").isEqualTo(2);
        assertThat(end).isNotDone();
        endpoint.stopped.complete(null);
        get(end);
        assertThatThrownBy(() -> get(account.add(1)))
                .isExactlyInstanceOf(RecipientUnreachableException.class);
        assertThatThrownBy(this::connect).isExactlyInstanceOf(RpcConnectionException.class);
    }

    @Test
    void endpointThatNeverStartedEndsAtOnce() throws Exception {
        get(new AccountEndpoint(service).closeAsync());

        assertThatThrownBy(this::connect).isExactlyInstanceOf(RpcConnectionException.class);
    }

    @Test
    void failureToStartOrToStopIsThatOfTheEnd() {
        AccountEndpoint unstartable = new AccountEndpoint(service, new IOException("no vault"));
        unstartable.start();
        assertThatThrownBy(() -> get(unstartable.closeAsync()))
                .isExactlyInstanceOf(RpcException.class)
                .hasRootCauseMessage("no vault");

        AccountEndpoint unstoppable = new AccountEndpoint(service);
        unstoppable.stopped.completeExceptionally(new IOException("no key"));
        unstoppable.start();
        assertThatThrownBy(() -> get(unstoppable.closeAsync())).hasMessage("no key");
    }

    @Test
    void mainThreadRunsWhatItIsGivenNowAndLater() throws Exception {
        AccountEndpoint endpoint = started();

        get(endpoint.runLater());
        assertThat(get(endpoint.ask(endpoint::balance))).isZero();
        CompletableFuture<Integer> unfinished = new CompletableFuture<>();
        assertThat(get(endpoint.ask(() -> unfinished)))
                .as("a future as a result is not waited for")
                .isSameAs(unfinished);
    }

    @Test
    void closedServiceHasEndedItsEndpointsAndStartsNoMore() throws Exception {
        AccountEndpoint endpoint = new AccountEndpoint(service);
        endpoint.start();
        CompletableFuture<Void> end = service.closeAsync();

        assertThat(end).isNotDone();
        endpoint.stopped.complete(null);
        get(end);
        assertThat(endpoint.getTerminationFuture()).isDone();
        assertThatThrownBy(() -> new AccountEndpoint(service))
                .hasMessage("the RPC service is stopped");
    }

    @Test
    void idIsTakenOnlyOnce() {
        started();

        assertThatThrownBy(() -> new AccountEndpoint(service))
                .hasMessage("endpoint 'account' exists");
    }

    @Test
    void onlyAGatewayOfTheEndpointIsConnected() {
        started();

        assertThatThrownBy(() -> get(service.connect("account", UUID.randomUUID(), Vault.class)))
                .isExactlyInstanceOf(RpcConnectionException.class);
        assertThatThrownBy(() -> get(service.connect("accounts", Account.class)))
                .isExactlyInstanceOf(RpcConnectionException.class);
    }

    public interface Vault extends FencedRpcGateway<UUID> {

        CompletableFuture<Integer> open();
    }

    private static final class VaultEndpoint extends FencedRpcEndpoint<UUID> implements Vault {

        VaultEndpoint(RpcService service, UUID token) {
            super(service, "vault", token);
        }

        @Override
        public CompletableFuture<Integer> open() {
            return CompletableFuture.completedFuture(7);
        }
    }

    @Test
    void callWithAnotherFencingTokenIsRefused() throws Exception {
        UUID token = UUID.randomUUID();
        VaultEndpoint endpoint = new VaultEndpoint(service, token);
        endpoint.start();
        Vault vault = get(service.connect("vault", token, Vault.class));
        Vault stranger = get(service.connect("vault", UUID.randomUUID(), Vault.class));

        assertThat(get(vault.open())).isEqualTo(7);
        assertThat(vault.getFencingToken()).isEqualTo(token);
        assertThat(get(endpoint.getSelfGateway(Vault.class).open())).isEqualTo(7);
        assertThatThrownBy(() -> get(stranger.open()))
                .isExactlyInstanceOf(FencingTokenException.class);
        assertThatThrownBy(() -> get(service.connect("vault", Vault.class)))
                .as("without a token")
                .isExactlyInstanceOf(RpcConnectionException.class);
    }
}

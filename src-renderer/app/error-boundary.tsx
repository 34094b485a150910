import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { EmptyState } from '../ui/empty-state.tsx';

interface ErrorBoundaryProps {
  /** What stopped, as the sentence begins: "Esta tela". */
  place: string;
  children: ReactNode;
}

/** A screen that fails takes nothing with it: the rest goes on, and drafts are on disk already. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidCatch(error: Error, info: ErrorInfo) {
    console.error(error.name, error.message, info.componentStack);
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <Box role="alert" sx={{ height: '100%', display: 'grid', alignContent: 'center' }}>
        <EmptyState
          heading="h1"
          title={`${this.props.place} parou de funcionar`}
          actions={
            <>
              <Button variant="contained" color="primary" onClick={() => this.setState({ failed: false })}>
                Abrir de novo
              </Button>
              <Button onClick={() => window.location.reload()}>Recarregar a janela</Button>
            </>
          }
        >
          O que você digitou está guardado nesta janela e volta quando ela abrir. Se acontecer de novo, avise quem cuida
          do sistema.
        </EmptyState>
      </Box>
    );
  }
}
